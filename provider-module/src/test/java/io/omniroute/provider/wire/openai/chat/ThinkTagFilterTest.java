package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagFilterTest {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<think>plan a < b</think>answer|plan a < b|answer",
                "' \n<think>\nplan</think>\n\nanswer'|plan|answer",
                "<thinking>plan</think> on</thinking>answer|plan</think> on|answer",
                "<thought>plan</thought>answer|plan|answer",
                "'<think>\n\n</think>\n\nanswer'|''|answer",
                "<think>never closed </thin|never closed </thin|''",
                "no tag <think>x</think>|''|no tag <think>x</think>",
                "plan</think>answer|''|plan</think>answer",
                "<thinker>x|''|<thinker>x",
                "<thi|''|<thi",
                "<think>a</think>b<think>c</think>|a|b<think>c</think>"
            })
    void splitsTheSameWayWhereverItIsCut(String content, String expectedThoughts, String expectedText) {
        for (int first = 0; first <= content.length(); first++) {
            for (int second = first; second <= content.length(); second++) {
                text.setLength(0);
                thoughts.setLength(0);
                ThinkTagFilter filter = new ThinkTagFilter(text::append, thoughts::append);
                filter.accept(content.substring(0, first));
                filter.accept(content.substring(first, second));
                filter.accept(content.substring(second));
                filter.flush();
                assertThat(thoughts).as("cut at %d and %d", first, second).hasToString(expectedThoughts);
                assertThat(text).hasToString(expectedText);
            }
        }
    }

    @Test
    void holdsBackNoMoreThanATagCouldNeed() {
        ThinkTagFilter filter = new ThinkTagFilter(text::append, thoughts::append);
        filter.accept("<think>abc</th");
        assertThat(thoughts).hasToString("abc");
        filter.accept("x");
        assertThat(thoughts).hasToString("abc</thx");
    }

    @Test
    void tagsAreContentOnceThoughtsHaveAFieldOfTheirOwn() {
        ThinkTagFilter filter = new ThinkTagFilter(text::append, thoughts::append);
        filter.disable();
        filter.accept("<think>x</think>");
        assertThat(text).hasToString("<think>x</think>");
    }
}
