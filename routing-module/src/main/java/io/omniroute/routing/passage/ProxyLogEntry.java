package io.omniroute.routing.passage;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.routing.egress.ProxyLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt that went through a proxy.
 *
 * @param requestId of the client's call; empty for a test or the like
 * @param comboId the innermost combo that led to it
 * @param level where the proxy was decided on, and by which object
 * @param target host and port
 * @param millis until the head of the vendor's answer was here, or the failure
 * @param error absent when an answer came, whatever its status
 * @param tlsProfile what was offered to the vendor, where that was not the platform's
 */
public record ProxyLogEntry(
        UUID id,
        Instant time,
        String requestId,
        String provider,
        Optional<String> connectionId,
        Optional<String> comboId,
        ProxyLevel level,
        String levelId,
        String type,
        String host,
        int port,
        String target,
        long millis,
        Optional<String> error,
        Optional<String> tlsProfile) {
    public ProxyLogEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(comboId, "comboId");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(tlsProfile, "tlsProfile");
    }

    /** How it went. */
    record Outcome(Instant began, long millis, Optional<Failure> failure) {}

    static ProxyLogEntry of(UpstreamCall call, Passage passage, Passages.Choice choice, Outcome outcome) {
        ProxyServer server = choice.server();
        return new ProxyLogEntry(
                UUID.randomUUID(),
                outcome.began().truncatedTo(ChronoUnit.MICROS),
                passage.requestId(),
                passage.provider().value(),
                passage.connection().map(Object::toString),
                passage.combos().stream().findFirst().map(Object::toString),
                choice.place().level(),
                choice.place().id(),
                server.kind().word(),
                server.host(),
                server.port(),
                call.uri().getRawAuthority(),
                outcome.millis(),
                outcome.failure()
                        .map(failure -> failure.code().orElse(failure.kind().name()) + ": " + failure.message()),
                call.outbound().tls().map(ProxyLogEntry::words));
    }

    private static String words(TlsProfile profile) {
        return String.join(",", profile.protocols()) + " with "
                + profile.cipherSuites().size() + " cipher suites";
    }
}
