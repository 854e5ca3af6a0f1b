package io.omniroute.routing.session;

import io.omniroute.routing.access.ApiKeyId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A conversation at one moment.
 *
 * @param id a hash of whose it is and what it is called; tells nothing about what was said
 * @param model that was asked for last, as the caller named it
 * @param provider that answered last; empty when none has yet
 * @param connection likewise
 * @param failures those of the requests that were not served
 */
public record Session(
        String id,
        ApiKeyId owner,
        SessionName name,
        String model,
        String provider,
        Optional<UUID> connection,
        Instant startedAt,
        Instant lastSeenAt,
        long requests,
        long failures,
        Tokens tokens,
        BigDecimal costUsd) {
    /** Sums. @param input all prompt tokens, cached ones included; @param output reasoning included */
    public record Tokens(long input, long cached, long output) {
        static final Tokens NONE = new Tokens(0, 0, 0);
    }

    public Session {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(lastSeenAt, "lastSeenAt");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(costUsd, "costUsd");
    }
}
