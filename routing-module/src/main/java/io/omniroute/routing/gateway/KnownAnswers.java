package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.answer.RecordedAnswer.Shape;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.cache.RequestDigest;
import io.omniroute.routing.cache.semantic.AnswerCaches;
import io.omniroute.routing.replay.Claim;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers calls without a vendor where that is allowed: a repeated idempotency key, then the caches. Called when the
 * model is resolved, so that nobody gets from memory what the key may not ask for. Costs nothing to a call that uses neither.
 */
@Dependent
public class KnownAnswers {
    private static final Map<String, String> REPLAYED = Map.of("X-OmniRoute-Idempotent", "true");

    private final Replays replays;
    private final KnownReplies replies;
    private final CachedAnswers cached;
    private final CallWatch watch;

    @Inject
    public KnownAnswers(Replays replays, AnswerCaches caches, Codecs codecs, Settlement settlement, CallWatch watch) {
        this.replays = replays;
        Renderings renderings = new Renderings(codecs);
        this.replies = new KnownReplies(renderings, settlement);
        this.cached = new CachedAnswers(caches, replies, renderings);
        this.watch = watch;
    }

    /** Without the semantic cache. */
    KnownAnswers(Replays replays, AnswerCache cache, Codecs codecs, Settlement settlement, CallWatch watch) {
        this(replays, AnswerCaches.exactOnly(cache), codecs, settlement, watch);
    }

    /**
     * Answers from memory, or has the vendor answer and remembers what it said.
     *
     * @param vendor makes the call and answers it, or throws
     */
    void serve(Exchange exchange, PreparedCall prepared, List<Target> targets, Runnable vendor) {
        String key = exchange.call().headers().getOrDefault("idempotency-key", "");
        Duration window = exchange.snapshot().cache().idempotencyWindow();
        if (key.isEmpty() || window.isZero()) {
            cached.serve(exchange, prepared, targets, vendor);
            return;
        }
        switch (claim(exchange, prepared, key, window)) {
            case Claim.Known known ->
                replies.send(exchange, prepared, known.answer(), UsageRecord.Source.REPLAY, REPLAYED);
            case Claim.Mismatched ignored -> throw new GatewayException(reused());
            case Claim.Left ignored -> throw new ClientGoneException(null);
            case Claim.First first -> {
                try (first) {
                    ReplyRecorder.of(exchange.trace());
                    cached.serve(exchange, prepared, targets, vendor);
                    recorded(exchange, prepared).ifPresent(first::answered);
                }
            }
        }
    }

    private Claim claim(Exchange exchange, PreparedCall prepared, String key, Duration window) {
        ApiKeyId owner = exchange.trace().key.orElseThrow().id();
        String fingerprint = RequestDigest.ofBytes(address(exchange, prepared), prepared.body());
        Cancellation cancellation = new Cancellation();
        CallWatch.Watched watched = watch.watch(exchange.call().socket(), cancellation);
        try {
            return replays.claim(new Replays.Scope(owner, key), fingerprint, window, cancellation);
        } finally {
            watched.end();
        }
    }

    /** What beside the body makes a request what it is; for Gemini the path says much. */
    private static List<String> address(Exchange exchange, PreparedCall prepared) {
        WireFormat format = exchange.call().format();
        return List.of(
                format.label(),
                prepared.envelope().model(),
                Renderings.wanted(format, prepared.envelope()).name(),
                Boolean.toString(exchange.call().isStrict()));
    }

    /** The answer that this call was given, if it is good and complete. */
    static Optional<RecordedAnswer> recorded(Exchange exchange, PreparedCall prepared) {
        Shape shape = Renderings.wanted(exchange.call().format(), prepared.envelope());
        return exchange.trace().recorder.flatMap(recorder -> recorder.answer(shape, exchange.trace()));
    }

    /** IETF draft "The Idempotency-Key HTTP Header Field", 2.7: 422 for a key that was used with another payload. */
    private static Failure reused() {
        return new Failure(
                FailureKind.BAD_REQUEST,
                422,
                "This Idempotency-Key was used for another request a moment ago.",
                Optional.of("idempotency_key_reused"),
                Optional.empty(),
                Optional.empty());
    }
}
