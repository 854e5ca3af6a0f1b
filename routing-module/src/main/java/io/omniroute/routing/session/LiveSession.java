package io.omniroute.routing.session;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.digest.Sha256;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/** A conversation that grows. Thread-safe, without locks; its calls seldom end together. */
final class LiveSession {
    private static final int ID_BYTES = 8;

    private final AtomicReference<Session> state;

    LiveSession(ApiKeyId owner, SessionName name, UsageRecord first) {
        state = new AtomicReference<>(new Session(
                id(owner, name),
                owner,
                name,
                first.requestedModel(),
                "",
                first.connectionId(),
                first.time(),
                first.time(),
                0,
                0,
                Session.Tokens.NONE,
                BigDecimal.ZERO));
    }

    Session now() {
        return state.get();
    }

    void add(UsageRecord usage) {
        state.updateAndGet(before -> with(before, usage));
    }

    private static Session with(Session before, UsageRecord usage) {
        boolean reached = !usage.provider().isEmpty();
        Instant end = usage.time().plusMillis(usage.durationMillis());
        Usage tokens = usage.tokens();
        return new Session(
                before.id(),
                before.owner(),
                before.name(),
                usage.requestedModel(),
                reached ? usage.provider() : before.provider(),
                reached && usage.connectionId().isPresent() ? usage.connectionId() : before.connection(),
                usage.time().isBefore(before.startedAt()) ? usage.time() : before.startedAt(),
                end.isAfter(before.lastSeenAt()) ? end : before.lastSeenAt(),
                before.requests() + 1,
                before.failures() + (usage.status() < 400 ? 0 : 1),
                new Session.Tokens(
                        before.tokens().input() + tokens.inputTokens(),
                        before.tokens().cached() + tokens.cachedTokens(),
                        before.tokens().output() + tokens.outputTokens()),
                before.costUsd().add(usage.cost().total()));
    }

    private static String id(ApiKeyId owner, SessionName name) {
        return HexFormat.of().formatHex(Sha256.of(owner + " " + name.source() + " " + name.text()), 0, ID_BYTES);
    }
}
