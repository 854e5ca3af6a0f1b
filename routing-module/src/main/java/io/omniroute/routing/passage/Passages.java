package io.omniroute.routing.passage;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Sends calls by the proxy that holds for them: by the most specific rule, else by the environment's, else directly. Thread-safe. */
@ApplicationScoped
public class Passages {
    private final EnvironmentProxies environment;
    private final ProxyLogQueue log;
    private final Clock clock;
    private final ProxyRests rests = new ProxyRests();

    @Inject
    public Passages(EnvironmentProxies environment, ProxyLogQueue log, Clock clock) {
        this.environment = environment;
        this.log = log;
        this.clock = clock;
    }

    protected Passages() {
        this(null, null, null); // for the CDI proxy
    }

    /** The proxy that holds, and where it was decided on. */
    public record Choice(ProxyPlace place, ProxyServer server) {}

    /** Whether nothing but the network stands before any vendor. */
    public boolean isOpen(ProxyRules rules) {
        return rules.isEmpty() && environment.isEmpty();
    }

    /** Absent for a call that leaves directly. */
    public Optional<Choice> choose(Passage passage, URI target) {
        Optional<ProxyRules.Found> found =
                passage.rules().find(passage.provider(), passage.connection(), passage.combos());
        return found.isPresent()
                ? found.get()
                        .rule()
                        .server()
                        .map(server -> new Choice(found.get().place(), server))
                : environment.proxyFor(target).map(server -> new Choice(ProxyPlace.ENVIRONMENT, server));
    }

    /**
     * As the client's, through the proxy that holds.
     *
     * @throws GatewayException PROXY_FAILED too, when the proxy does not do its part
     */
    public UpstreamReply open(UpstreamCall call, Passage passage, Function<UpstreamCall, UpstreamReply> client) {
        Optional<Choice> choice = choose(passage, call.uri());
        return choice.isEmpty() ? client.apply(call) : open(call, passage, choice.get(), client);
    }

    private UpstreamReply open(
            UpstreamCall call, Passage passage, Choice choice, Function<UpstreamCall, UpstreamReply> client) {
        ProxyRests.Way way = new ProxyRests.Way(
                choice.server(), call.uri().getScheme() + "://" + call.uri().getRawAuthority());
        rests.left(way).ifPresent(left -> {
            throw resting(choice.server(), left);
        });
        Instant began = clock.instant();
        long start = System.nanoTime();
        try {
            UpstreamReply reply = client.apply(call.through(choice.server()));
            rests.worked(way);
            note(call, passage, choice, new ProxyLogEntry.Outcome(began, millisSince(start), Optional.empty()));
            return reply;
        } catch (GatewayException e) {
            if (e.failure().kind() != FailureKind.CANCELLED) {
                rests.failed(way, e.failure());
                note(
                        call,
                        passage,
                        choice,
                        new ProxyLogEntry.Outcome(began, millisSince(start), Optional.of(e.failure())));
            }
            throw e;
        }
    }

    private void note(UpstreamCall call, Passage passage, Choice choice, ProxyLogEntry.Outcome outcome) {
        if (passage.listed()) {
            log.offer(ProxyLogEntry.of(call, passage, choice, outcome));
        }
    }

    private static GatewayException resting(ProxyServer server, Duration left) {
        return new GatewayException(new Failure(
                FailureKind.PROXY_FAILED,
                FailureKind.PROXY_FAILED.status(),
                "The proxy " + server.hostAndPort() + " did not answer a moment ago; it is tried again in "
                        + left.toMillis() + " ms.",
                Optional.of("proxy_resting"),
                Optional.empty(),
                Optional.of(left)));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
