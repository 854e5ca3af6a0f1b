package io.omniroute.routing.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omniroute.provider.time.ClockTicker;
import io.omniroute.routing.answer.RecordedAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers by the digest of their requests, in the memory of this process. Thread-safe. */
@ApplicationScoped
public class AnswerCache {
    private record Entry(RecordedAnswer answer, Duration timeToLive) {}

    private final Cache<String, Entry> entries;
    private final CacheCounts counts = new CacheCounts();

    @Inject
    public AnswerCache(Clock clock) {
        this(new ClockTicker(clock), Runnable::run);
    }

    public AnswerCache() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    /** @param upkeep runs what the cache has to tidy up */
    AnswerCache(Ticker ticker, java.util.concurrent.Executor upkeep) {
        entries = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(upkeep)
                .maximumWeight(CacheSettings.DEFAULT.maxBytes())
                .weigher((String digest, Entry entry) -> entry.answer().weight())
                .expireAfter(Expiry.creating((String digest, Entry entry) -> entry.timeToLive()))
                .evictionListener((digest, entry, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        counts.evicted();
                    }
                })
                .build();
    }

    /** Counts a hit or a miss, and what the hit saved. */
    public Optional<RecordedAnswer> find(String digest) {
        return find(List.of(digest), answer -> true);
    }

    /**
     * Counts a hit or a miss, and what the hit saved.
     *
     * @param digests the later ones are looked up only where an answer to those before does not serve
     * @param serves whether an answer is of use
     */
    public Optional<RecordedAnswer> find(List<String> digests, Predicate<RecordedAnswer> serves) {
        Optional<RecordedAnswer> found = Optional.empty();
        for (String digest : digests) {
            Optional<RecordedAnswer> kept =
                    Optional.ofNullable(entries.getIfPresent(digest)).map(Entry::answer);
            found = kept.filter(serves);
            if (kept.isEmpty() || found.isPresent()) {
                break;
            }
        }
        found.ifPresentOrElse(counts::hit, counts::missed);
        return found;
    }

    /** Whether there is an answer; counts nothing. */
    public boolean has(String digest) {
        return entries.policy().getIfPresentQuietly(digest) != null;
    }

    /** @param maxBytes what all answers together may take from now on */
    public void store(String digest, RecordedAnswer answer, Duration timeToLive, long maxBytes) {
        entries.policy().eviction().ifPresent(eviction -> {
            if (eviction.getMaximum() != maxBytes) {
                eviction.setMaximum(maxBytes);
            }
        });
        entries.put(digest, new Entry(answer, timeToLive));
    }

    public CacheStats stats() {
        entries.cleanUp();
        long bytes = entries.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
        return counts.stats(entries.estimatedSize(), bytes);
    }

    /** Forgets all answers, and begins to count anew. */
    public void clear() {
        entries.invalidateAll();
        counts.reset();
    }
}
