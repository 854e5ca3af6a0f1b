package io.omniroute.routing.cache;

import io.omniroute.routing.answer.RecordedAnswer;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What a cache did. Thread-safe. */
public final class CacheCounts {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder savedTokens = new LongAdder();
    private final AtomicReference<BigDecimal> savedUsd = new AtomicReference<>(BigDecimal.ZERO);

    public void hit(RecordedAnswer answer) {
        hits.increment();
        savedTokens.add(answer.usage().totalTokens());
        savedUsd.accumulateAndGet(answer.costUsd(), BigDecimal::add);
    }

    public void missed() {
        misses.increment();
    }

    /** An answer had to go for want of room. */
    public void evicted() {
        evictions.increment();
    }

    public CacheStats stats(long entries, long bytes) {
        return new CacheStats(
                entries, bytes, hits.sum(), misses.sum(), evictions.sum(), savedTokens.sum(), savedUsd.get());
    }

    public void reset() {
        hits.reset();
        misses.reset();
        evictions.reset();
        savedTokens.reset();
        savedUsd.set(BigDecimal.ZERO);
    }
}
