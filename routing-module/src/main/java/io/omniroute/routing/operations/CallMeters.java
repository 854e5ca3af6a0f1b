package io.omniroute.routing.operations;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.usage.UsageRecord;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** The instruments of one provider and model, made once. Thread-safe. */
final class CallMeters {
    private static final int NANO = 9;

    private final LongConsumer[] calls = new LongConsumer[Outcome.values().length];
    private final LongConsumer duration;
    private final LongConsumer firstByte;
    private final LongConsumer input;
    private final LongConsumer cached;
    private final LongConsumer cacheWrite;
    private final LongConsumer output;
    private final LongConsumer reasoning;
    private final LongConsumer cost;
    private final LongAdder openStreams = new LongAdder();

    CallMeters(Meters meters, String provider, String model) {
        for (Outcome outcome : Outcome.values()) {
            calls[outcome.ordinal()] = meters.counter(Meter.CALLS, provider, model, outcome.label());
        }
        duration = meters.timer(Meter.CALL_DURATION, provider, model);
        firstByte = meters.timer(Meter.FIRST_BYTE, provider, model);
        input = meters.counter(Meter.TOKENS, provider, model, "input");
        cached = meters.counter(Meter.TOKENS, provider, model, "cached");
        cacheWrite = meters.counter(Meter.TOKENS, provider, model, "cache_write");
        output = meters.counter(Meter.TOKENS, provider, model, "output");
        reasoning = meters.counter(Meter.TOKENS, provider, model, "reasoning");
        cost = meters.counter(Meter.COST, provider, model);
        meters.gauge(Meter.OPEN_STREAMS, openStreams::sum, provider, model);
    }

    void settled(UsageRecord usage) {
        calls[Outcome.of(usage.status()).ordinal()].accept(1);
        duration.accept(usage.durationMillis());
        usage.firstByteMillis().ifPresent(firstByte);
        count(usage.tokens());
        if (usage.cost() != Cost.ZERO) {
            cost.accept(usage.cost().total().movePointRight(NANO).longValue());
        }
    }

    void streamOpened() {
        openStreams.increment();
    }

    void streamClosed() {
        openStreams.decrement();
    }

    /** Counts no token twice, so that kinds can be summed: what is cached or reasoned is not in input and output. */
    private void count(Usage tokens) {
        add(input, tokens.inputTokens() - tokens.cachedTokens() - tokens.cacheWriteTokens());
        add(cached, tokens.cachedTokens());
        add(cacheWrite, tokens.cacheWriteTokens());
        add(output, tokens.outputTokens() - tokens.reasoningTokens());
        add(reasoning, tokens.reasoningTokens());
    }

    private static void add(LongConsumer counter, long tokens) {
        if (tokens > 0) { // inconsistent vendors report parts larger than the whole
            counter.accept(tokens);
        }
    }
}
