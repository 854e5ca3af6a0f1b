package io.omniroute.routing.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything/at-all, true",
        "gpt-*, gpt-, true",
        "GPT-*, gpt-4o, true",
        "gpt-?, gpt-4, true",
        "gpt-?, gpt-, false",
        "gpt-?, gpt-45, false",
        "gpt-*, my-gpt-4, false",
        "*-4?-*, claude-45-x, true",
        "a*b*c, aXbYc, true",
        "a*b*c, aXbY, false",
        "plain, plain, true",
        "plain, plainer, false",
    })
    void wholeNamesFitWhateverTheirCase(String pattern, String name, boolean fits) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"gpt-*, -5", "gpt-4*, 6", "gpt-?, 40", "*, -49", "gpt-4, 55"})
    void specificityCountsLettersAndPunishesWildcards(String pattern, int specificity) {
        assertThat(new NamePattern(pattern).specificity()).isEqualTo(specificity);
    }

    @Test
    void aFilterTakesNamesAndPatterns() {
        ModelFilter filter = new ModelFilter(List.of("Acme/One", "beta/*-old"));
        assertThat(filter.contains("acme", "one")).isTrue();
        assertThat(filter.contains("acme", "two")).isFalse();
        assertThat(filter.contains("beta", "x-OLD")).isTrue();
        assertThat(ModelFilter.NONE.contains("acme", "one")).isFalse();
    }
}
