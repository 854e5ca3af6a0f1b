package io.omniroute.routing.cache.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.cache.CacheStats;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SemanticCacheTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MUCH = 1 << 20;

    private final AtomicLong nanos = new AtomicLong();
    private final SemanticCache cache = new SemanticCache(nanos::get, Runnable::run);

    @Test
    void theNearestThatIsNearEnoughAnswers() {
        cache.store(at("p", 0), answer("zero", 10), HOUR, MUCH);
        cache.store(at("p", 10), answer("ten", 10), HOUR, MUCH);
        SemanticCache.Hit hit = cache.find(at("p", 8), 0.95).orElseThrow();
        assertThat(text(hit.answer())).isEqualTo("ten");
        assertThat(hit.similarity()).isEqualTo(Math.cos(Math.toRadians(2)), within(1e-5));
        assertThat(cache.find(at("p", 40), 0.95)).isEmpty();
        assertThat(cache.find(at("p", 40), 0.80)).isPresent();
        assertThat(cache.find(at("p", 10), 1.0)).isPresent();
        assertThat(cache.find(at("p", 9), 1.0)).isEmpty();
    }

    @Test
    void partitionsDoNotSeeEachOther() {
        cache.store(at("p", 0), answer("of p", 10), HOUR, MUCH);
        assertThat(cache.find(at("q", 0), 0.80)).isEmpty();
        cache.store(at("q", 0), answer("of q", 10), HOUR, MUCH);
        assertThat(text(cache.find(at("q", 0), 0.80).orElseThrow().answer())).isEqualTo("of q");
    }

    @Test
    void anAnswerThatDoesNotServeHidesNoOther() {
        cache.store(at("p", 0), answer("zero", 10), HOUR, MUCH);
        cache.store(at("p", 10), answer("ten", 10), HOUR, MUCH);
        assertThat(text(cache.find(at("p", 0), 0.95, answer -> text(answer).equals("ten"))
                        .orElseThrow()
                        .answer()))
                .isEqualTo("ten");
        assertThat(cache.find(at("p", 0), 0.95, answer -> false)).isEmpty();
        assertThat(cache.stats().misses()).isOne();
    }

    @Test
    void theSameWordsInAnotherOrderAreAnotherQuestion() {
        cache.store(new Embedded("p", new int[] {1, 2, 3}, vector(0)), answer("a", 10), HOUR, MUCH);
        assertThat(cache.find(new Embedded("p", new int[] {1, 3, 2}, vector(0)), 0.95))
                .isEmpty();
        assertThat(cache.find(new Embedded("p", new int[] {9, 1, 3}, vector(0)), 0.95))
                .isPresent();
    }

    @Test
    void anAnswerLivesAsLongAsItsRuleSaid() {
        cache.store(at("p", 0), answer("brief", 10), Duration.ofSeconds(1), MUCH);
        cache.store(at("p", 3), answer("long", 10), Duration.ofSeconds(9), MUCH);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(text(cache.find(at("p", 0), 0.95).orElseThrow().answer())).isEqualTo("long");
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(cache.find(at("p", 0), 0.95)).isEmpty();
        assertThat(cache.stats().entries()).isZero();
        assertThat(cache.partitions()).isZero();
    }

    @Test
    void sizeIsCappedAndNothingIsLeftBehind() {
        for (int i = 0; i < 50; i++) {
            cache.store(at("p" + i, 0), answer("x", 600), HOUR, 5_000);
        }
        CacheStats stats = cache.stats();
        assertThat(stats.bytes()).isPositive().isLessThanOrEqualTo(5_000);
        assertThat(stats.evictions()).isPositive();
        assertThat(cache.partitions()).isEqualTo((int) stats.entries()).isLessThan(10);
        cache.store(at("large", 0), answer("x", 6_000), HOUR, 5_000);
        assertThat(cache.find(at("large", 0), 0.95)).isEmpty();
    }

    @Test
    void aPartitionForgetsItsOldestQuestions() {
        for (int i = 0; i <= SemanticCache.MOST_QUESTIONS; i++) {
            cache.store(at("p", i == 0 ? 90 : 0), answer("x", 1), HOUR, 1L << 30);
        }
        assertThat(cache.stats().entries()).isEqualTo(SemanticCache.MOST_QUESTIONS);
        assertThat(cache.find(at("p", 90), 0.95)).isEmpty();
        assertThat(cache.find(at("p", 0), 0.95)).isPresent();
    }

    @Test
    void countsWhatHitsSavedUntilItIsCleared() {
        cache.store(at("p", 0), answer("a", 10), HOUR, MUCH);
        cache.find(at("p", 1), 0.95);
        cache.find(at("p", 2), 0.95);
        cache.find(at("p", 90), 0.95);
        CacheStats stats = cache.stats();
        assertThat(stats.hits()).isEqualTo(2);
        assertThat(stats.misses()).isOne();
        assertThat(stats.savedTokens()).isEqualTo(20);
        assertThat(stats.savedUsd()).isEqualByComparingTo("0.5");
        cache.clear();
        assertThat(cache.stats()).isEqualTo(new CacheStats(0, 0, 0, 0, 0, 0, BigDecimal.ZERO));
        assertThat(cache.partitions()).isZero();
    }

    @Test
    void manyAtOnceNeverGetAnAnswerOfOthers() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int each = 0; each < 40; each++) {
                String partition = "p" + each % 8;
                int seed = each;
                running.add(threads.submit(() -> storeAndFind(partition, new Random(seed))));
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
        CacheStats stats = cache.stats();
        assertThat(stats.bytes()).isLessThanOrEqualTo(60_000);
        assertThat(stats.hits() + stats.misses()).isEqualTo(40 * 200);
        cache.clear();
        assertThat(cache.partitions()).isZero();
    }

    private void storeAndFind(String partition, Random random) {
        for (int i = 0; i < 200; i++) {
            cache.store(at(partition, random.nextInt(90)), answer(partition, 100), HOUR, 60_000);
            cache.find(at(partition, random.nextInt(90)), 0.9)
                    .ifPresent(hit -> assertThat(text(hit.answer())).isEqualTo(partition));
        }
    }

    /** In a plane, the angle says it all. */
    private static Embedded at(String partition, int degrees) {
        return new Embedded(partition, new int[0], vector(degrees));
    }

    private static float[] vector(int degrees) {
        double angle = Math.toRadians(degrees);
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0, 0, 0};
    }

    private static RecordedAnswer answer(String text, int bytes) {
        byte[] body = java.util.Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), Math.max(bytes, text.length()));
        return new RecordedAnswer(
                RecordedAnswer.Shape.WHOLE, body, "acme", "a", Usage.of(7, 3), new BigDecimal("0.25"), List.of());
    }

    private static String text(RecordedAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).replace("\0", "");
    }
}
