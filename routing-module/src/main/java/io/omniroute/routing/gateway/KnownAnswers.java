package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.answer.RecordedAnswer.Shape;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.RequestDigest;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.replay.Claim;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers calls without a vendor where that is allowed: a repeated idempotency key, then the exact cache. Called when the
 * model is resolved, so that nobody gets from memory what the key may not ask for. Costs nothing to a call that uses neither.
 */
@ApplicationScoped
public class KnownAnswers {
    private static final CallPermit MISS = new CallPermit() {
        @Override
        public Map<String, String> headers() {
            return Map.of("X-OmniRoute-Cache", "MISS");
        }
    };

    private final Replays replays;
    private final AnswerCache cache;
    private final KnownReplies replies;
    private final CallWatch watch;

    @Inject
    public KnownAnswers(Replays replays, AnswerCache cache, Codecs codecs, Settlement settlement, CallWatch watch) {
        this.replays = replays;
        this.cache = cache;
        this.replies = new KnownReplies(new Renderings(codecs), settlement);
        this.watch = watch;
    }

    protected KnownAnswers() { // for the CDI proxy
        this.replays = null;
        this.cache = null;
        this.replies = null;
        this.watch = null;
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
            cached(exchange, prepared, targets, vendor);
            return;
        }
        switch (claim(exchange, prepared, key, window)) {
            case Claim.Known known -> replies.send(exchange, prepared, known.answer(), UsageRecord.Source.REPLAY);
            case Claim.Mismatched ignored -> throw new GatewayException(reused());
            case Claim.Left ignored -> throw new ClientGoneException(null);
            case Claim.First first -> {
                try (first) {
                    record(exchange.trace());
                    cached(exchange, prepared, targets, vendor);
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

    private void cached(Exchange exchange, PreparedCall prepared, List<Target> targets, Runnable vendor) {
        if (exchange.snapshot().cache().isOff()) {
            vendor.run();
            return;
        }
        CallTrace trace = exchange.trace();
        CacheRule rule =
                exchange.snapshot().cache().of(trace.key.orElseThrow().id().toString(), trace.requestedModel);
        Optional<String> digest = rule.enabled() ? digest(exchange, prepared, targets, rule) : Optional.empty();
        if (digest.isEmpty()) {
            vendor.run();
            return;
        }
        Optional<RecordedAnswer> hit = cache.find(digest.get());
        if (hit.isPresent() && replies.send(exchange, prepared, hit.get(), UsageRecord.Source.CACHE)) {
            return;
        }
        trace.permits.add(MISS);
        record(trace);
        trace.recorder.orElseThrow().whenComplete(() -> store(exchange, prepared, digest.get(), rule));
        vendor.run();
    }

    /** Before the last byte of the answer leaves: who has it all and asks again is answered from here. */
    private void store(Exchange exchange, PreparedCall prepared, String digest, CacheRule rule) {
        recorded(exchange, prepared)
                .filter(answer -> answer.shape() != Shape.STREAM_AS_ARRAY)
                .ifPresent(answer -> cache.store(
                        digest,
                        answer,
                        rule.timeToLive(),
                        exchange.snapshot().cache().maxBytes()));
    }

    /** Absent when this call is not one for the cache. */
    private static Optional<String> digest(
            Exchange exchange, PreparedCall prepared, List<Target> targets, CacheRule rule) {
        if ("true".equalsIgnoreCase(exchange.call().headers().get("x-omniroute-no-cache"))) {
            return Optional.empty();
        }
        List<String> context = new ArrayList<>();
        context.add(exchange.trace().key.orElseThrow().id().toString());
        context.add(exchange.call().format().label());
        context.add(prepared.envelope().model());
        targets.stream().map(Target::modelName).distinct().sorted().forEach(context::add);
        TravellingHeaders.ofRequest(exchange.call().headers()).entrySet().stream()
                .filter(header -> header.getKey().startsWith("anthropic-")
                        || header.getKey().startsWith("openai-"))
                .map(header -> header.getKey() + "=" + header.getValue())
                .sorted()
                .forEach(context::add);
        context.add(Boolean.toString(exchange.call().isStrict()));
        CallPolicies policies = exchange.snapshot().policies();
        context.add(policies.thinking().toString());
        context.add(policies.prompt().toString());
        context.add(exchange.trace().key.orElseThrow().rules().prompt().toString());
        RequestDigest.Digested digested = RequestDigest.of(context, prepared.body());
        boolean alwaysTheSame =
                digested.temperature().isPresent() && digested.temperature().getAsDouble() == 0;
        return Optional.of(digested.digest()).filter(digest -> alwaysTheSame || rule.anyTemperature());
    }

    /** What beside the body makes a request what it is; for Gemini the path says much. */
    private static List<String> address(Exchange exchange, PreparedCall prepared) {
        WireFormat format = exchange.call().format();
        return List.of(
                format.label(),
                prepared.envelope().model(),
                Renderings.wanted(format, prepared.envelope()).name());
    }

    private static void record(CallTrace trace) {
        if (trace.recorder.isEmpty()) {
            trace.recorder = Optional.of(new ReplyRecorder());
        }
    }

    private static Optional<RecordedAnswer> recorded(Exchange exchange, PreparedCall prepared) {
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
