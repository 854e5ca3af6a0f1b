package io.omniroute.routing.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.answer.RecordedAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AnswerCache cache = new AnswerCache(nanos::get, Runnable::run);

    @Test
    void anAnswerLivesAsLongAsItsRuleSaid() {
        cache.store("brief", answer(10), Duration.ofSeconds(1), 1 << 20);
        cache.store("long", answer(10), Duration.ofSeconds(9), 1 << 20);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(cache.find("brief")).isEmpty();
        assertThat(cache.find("long")).isPresent();
    }

    @Test
    void sizeIsCappedAndMayChange() {
        cache.store("a", answer(600), Duration.ofHours(1), 1_000);
        cache.store("b", answer(600), Duration.ofHours(1), 1_000);
        CacheStats stats = cache.stats();
        assertThat(stats.entries()).isOne();
        assertThat(stats.bytes()).isLessThanOrEqualTo(1_000);
        assertThat(stats.evictions()).isOne();
        cache.store("c", answer(600), Duration.ofHours(1), 10_000);
        cache.store("d", answer(600), Duration.ofHours(1), 10_000);
        assertThat(cache.stats().entries()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void countsWhatHitsSavedUntilItIsCleared() {
        cache.store("a", answer(10), Duration.ofHours(1), 1 << 20);
        cache.find("a");
        cache.find("a");
        cache.find("b");
        CacheStats stats = cache.stats();
        assertThat(stats.hits()).isEqualTo(2);
        assertThat(stats.misses()).isOne();
        assertThat(stats.savedTokens()).isEqualTo(20);
        assertThat(stats.savedUsd()).isEqualByComparingTo("0.5");
        cache.clear();
        assertThat(cache.stats()).isEqualTo(new CacheStats(0, 0, 0, 0, 0, 0, BigDecimal.ZERO));
    }

    @Test
    void aModelsRuleWinsOverAKeysRuleOverTheUsualOne() {
        CacheSettings settings = new CacheSettings(
                CacheRule.OFF, 1, 1, Duration.ZERO, Map.of("k", override(true, 7)), Map.of("m", override(false, 0)));
        assertThat(settings.of("other", "x")).isEqualTo(CacheRule.OFF);
        assertThat(settings.of("k", "x")).isEqualTo(new CacheRule(true, false, Duration.ofSeconds(7)));
        assertThat(settings.of("k", "m")).isEqualTo(new CacheRule(false, false, Duration.ofSeconds(7)));
    }

    @Test
    void theSemanticCacheIsTurnedOnForSome() {
        SemanticOverride loose = new SemanticOverride(Optional.of(true), Optional.of(0.9));
        CacheOverride forModel = new CacheOverride(Optional.empty(), Optional.empty(), Optional.empty(), loose);
        CacheSettings settings = new CacheSettings(
                CacheRule.OFF, 1, 1, Duration.ZERO, Map.of("k", override(true, 7)), Map.of("m", forModel));
        assertThat(settings.of("x", "m").semantic()).isEqualTo(new SemanticRule(true, 0.9));
        assertThat(settings.of("x", "m").enabled()).isFalse();
        assertThat(settings.of("x", "m").isOn()).isTrue();
        assertThat(settings.of("k", "x").semantic()).isEqualTo(SemanticRule.OFF);
        assertThat(settings.usesSemantics()).isTrue();
        assertThat(CacheSettings.DEFAULT.usesSemantics()).isFalse();
    }

    @Test
    void thresholdsThatWouldMixUpQuestionsAreRefused() {
        for (double wrong : new double[] {0.79, 1.01, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new SemanticRule(true, wrong));
        }
    }

    private static CacheOverride override(boolean enabled, long seconds) {
        return new CacheOverride(
                Optional.of(enabled),
                Optional.empty(),
                Optional.of(seconds).filter(some -> some > 0).map(Duration::ofSeconds));
    }

    private static RecordedAnswer answer(int bytes) {
        return new RecordedAnswer(
                RecordedAnswer.Shape.WHOLE,
                new byte[bytes],
                "acme",
                "a",
                Usage.of(7, 3),
                new BigDecimal("0.25"),
                List.of());
    }
}
