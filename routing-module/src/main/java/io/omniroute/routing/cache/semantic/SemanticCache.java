package io.omniroute.routing.cache.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.cache.CacheCounts;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.CacheStats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Answers by the meaning of their questions, in the memory of this process. Whoever asks is compared with every question of
 * its own partition, and with none of another. Thread-safe.
 */
@ApplicationScoped
public class SemanticCache {
    /** Of one partition; comparing a question with so many takes about a millisecond. */
    static final int MOST_QUESTIONS = 10_000;

    private final Cache<Long, Remembered> entries;
    private final Map<String, ConcurrentNavigableMap<Long, Remembered>> partitions = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final CacheCounts counts = new CacheCounts();

    /** An answer, and how near its question came. */
    public record Hit(RecordedAnswer answer, double similarity) {}

    /** @param number in the order of storing */
    private record Remembered(long number, Embedded question, RecordedAnswer answer, Duration timeToLive) {
        int weight() {
            return answer.weight() + question.weight();
        }
    }

    @Inject
    public SemanticCache() {
        this(Ticker.systemTicker(), Runnable::run);
    }

    /** @param upkeep runs what the cache has to tidy up */
    SemanticCache(Ticker ticker, Executor upkeep) {
        entries = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(upkeep)
                .maximumWeight(CacheSettings.DEFAULT.semanticMaxBytes())
                .weigher((Long number, Remembered entry) -> entry.weight())
                .expireAfter(Expiry.creating((Long number, Remembered entry) -> entry.timeToLive()))
                .removalListener((number, entry, cause) -> removed(entry, cause))
                .build();
    }

    /** Counts a hit or a miss, and what the hit saved. @param threshold the cosine that is near enough */
    public Optional<Hit> find(Embedded asked, double threshold) {
        return find(asked, threshold, answer -> true);
    }

    /** As {@link #find(Embedded, double)} among the answers that serve; the others are as good as unknown. */
    public Optional<Hit> find(Embedded asked, double threshold, Predicate<RecordedAnswer> serves) {
        Optional<Hit> hit = nearest(asked, threshold, serves);
        hit.ifPresentOrElse(found -> counts.hit(found.answer()), counts::missed);
        return hit;
    }

    private Optional<Hit> nearest(Embedded asked, double threshold, Predicate<RecordedAnswer> serves) {
        Map<Long, Remembered> partition = partitions.get(asked.partition());
        if (partition == null) {
            return Optional.empty();
        }
        Remembered best = null;
        double nearest = threshold;
        for (Remembered each : partition.values()) {
            double similarity = asked.similarity(each.question());
            boolean fits = similarity >= nearest && asked.hasOrderOf(each.question()) && isAlive(each);
            if (fits && serves.test(each.answer())) {
                nearest = similarity;
                best = each;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        entries.getIfPresent(best.number()); // it was of use, and shall stay longer than others
        return Optional.of(new Hit(best.answer(), nearest));
    }

    /** The cache alone knows what has expired. */
    private boolean isAlive(Remembered entry) {
        return entries.policy().getIfPresentQuietly(entry.number()) != null;
    }

    /** @param maxBytes what all answers together may take from now on */
    public void store(Embedded question, RecordedAnswer answer, Duration timeToLive, long maxBytes) {
        entries.policy().eviction().ifPresent(eviction -> {
            if (eviction.getMaximum() != maxBytes) {
                eviction.setMaximum(maxBytes);
            }
        });
        Remembered entry = new Remembered(numbers.incrementAndGet(), question, answer, timeToLive);
        // first here: what the cache puts out at once must be there to be removed
        ConcurrentNavigableMap<Long, Remembered> partition = partitions.compute(partition(entry), (name, found) -> {
            ConcurrentNavigableMap<Long, Remembered> all = found == null ? new ConcurrentSkipListMap<>() : found;
            all.put(entry.number(), entry);
            return all;
        });
        entries.put(entry.number(), entry);
        if (partition.size() > MOST_QUESTIONS) {
            Optional.ofNullable(partition.firstEntry()).ifPresent(oldest -> entries.invalidate(oldest.getKey()));
        }
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

    /** Partitions that are in use; for tests that look for what is left behind. */
    int partitions() {
        return partitions.size();
    }

    private void removed(Remembered entry, RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            counts.evicted();
        }
        partitions.computeIfPresent(partition(entry), (name, all) -> {
            all.remove(entry.number());
            return all.isEmpty() ? null : all;
        });
    }

    private static String partition(Remembered entry) {
        return entry.question().partition();
    }
}
