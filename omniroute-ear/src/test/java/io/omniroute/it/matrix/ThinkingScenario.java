package io.omniroute.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.ToolResult;
import io.omniroute.it.conversation.Turn;
import io.omniroute.it.vendor.Signatures;
import java.util.List;
import java.util.Optional;

/** Thoughts reach the client, and the proof of them returns to the vendor that gave it, whatever the client speaks. */
final class ThinkingScenario {
    private ThinkingScenario() {}

    static void run(Cell cell) {
        for (boolean streamed : new boolean[] {false, true}) {
            round(cell, streamed);
        }
    }

    private static void round(Cell cell, boolean streamed) {
        String proof = Signatures.of(cell.vendor().voice());
        Ask ask = Ask.of(cell.thinkingModel(), new Turn.User("Think about the weather."))
                .tools(Samples.WEATHER)
                .withThinking();
        cell.vendor().says(Reply.calling("", Samples.WEATHER_CALL).thinking("The user wants the weather.", proof));

        Heard thought = cell.hears(ask, streamed);

        assertThat(thought.thinking()).isEqualTo("The user wants the weather.");
        assertThat(thought.text()).isEmpty();
        assertThat(thought.calls()).hasSize(1);
        assertThat(cell.vendor().saw().thinking)
                .as("the vendor was asked to think")
                .isTrue();

        cell.vendor().says(Reply.text("Sunny."));
        ToolResult result = new ToolResult(thought.calls().get(0), "sunny", false, Optional.empty());
        Heard answer = cell.hears(ask.then(new Turn.Answered(thought), new Turn.Results(List.of(result))), streamed);

        assertThat(answer.text()).isEqualTo("Sunny.");
        Seen seen = cell.vendor().saw();
        assertThat(seen.thinking).isTrue();
        assertThat(seen.results).hasSize(1);
        assertThat(seen.signatures).isEqualTo(proof.isEmpty() ? List.of() : List.of(proof));
    }
}
