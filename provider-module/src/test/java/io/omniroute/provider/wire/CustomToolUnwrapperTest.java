package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomToolUnwrapperTest {
    private final ToolNames names = new ToolNames();
    private final List<ChatEvent> events = new ArrayList<>();
    private final CustomToolUnwrapper unwrapper = new CustomToolUnwrapper(names, events::add);

    @Test
    void inputOfACustomToolComesOutWholeAtItsEnd() {
        names.markCustom("patch");
        feed(
                started(0, "patch"),
                new ChatEvent.ToolArguments(0, 0, "{\"input\": \"*** Be"),
                new ChatEvent.ToolArguments(0, 0, "gin\\n\"}"),
                new ChatEvent.ToolCallEnded(0, 0));
        assertThat(events)
                .containsExactly(
                        new ChatEvent.ToolCallStarted(0, 0, "id0", "patch", true, Optional.empty()),
                        new ChatEvent.ToolArguments(0, 0, "*** Begin\n"),
                        new ChatEvent.ToolCallEnded(0, 0));
    }

    @Test
    void everythingElsePassesAtOnceAndUnchanged() {
        names.markCustom("patch");
        ChatEvent[] all = {
            new ChatEvent.Started("id", "m"),
            new ChatEvent.TextDelta(0, "x"),
            started(0, "other"),
            new ChatEvent.ToolArguments(0, 0, "{\"input\":"),
            new ChatEvent.ToolArguments(0, 0, "\"y\"}"),
            new ChatEvent.ToolCallEnded(0, 0),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty())
        };
        for (ChatEvent event : all) {
            unwrapper.accept(event);
            assertThat(events.get(events.size() - 1)).isSameAs(event);
        }
    }

    @Test
    void interleavedCallsKeepApart() {
        names.markCustom("patch");
        feed(
                started(0, "patch"),
                started(1, "patch"),
                new ChatEvent.ToolArguments(0, 1, "{\"input\":\"b\"}"),
                new ChatEvent.ToolArguments(0, 0, "{\"input\":\"a\"}"),
                new ChatEvent.ToolCallEnded(0, 1),
                new ChatEvent.ToolCallEnded(0, 0));
        assertThat(events)
                .contains(new ChatEvent.ToolArguments(0, 0, "a"), new ChatEvent.ToolArguments(0, 1, "b"))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\":\"a\"}|a",
                "{\"input\":{\"k\":1}}|{\"k\":1}",
                "{\"command\":\"ls\"}|{\"command\":\"ls\"}",
                "not json|not json",
                "{}|''",
                "''|''"
            })
    void unwrapsWhatModelsWrite(String arguments, String input) {
        assertThat(CustomToolUnwrapper.unwrap(arguments)).isEqualTo(input);
    }

    private void feed(ChatEvent... all) {
        List.of(all).forEach(unwrapper);
    }

    private static ChatEvent started(int index, String name) {
        return new ChatEvent.ToolCallStarted(0, index, "id" + index, name, false, Optional.empty());
    }
}
