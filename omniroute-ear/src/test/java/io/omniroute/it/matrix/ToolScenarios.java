package io.omniroute.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Ask;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Heard;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.ToolResult;
import io.omniroute.it.conversation.Turn;
import java.util.List;
import java.util.Optional;

/** Tools offered, called, and answered. */
final class ToolScenarios {
    private ToolScenarios() {}

    static void oneCall(Cell cell) {
        for (boolean streamed : new boolean[] {false, true}) {
            cell.vendor().says(Reply.calling("", Samples.WEATHER_CALL));

            Heard heard = cell.hears(question(cell), streamed);

            assertThat(heard.ending()).isEqualTo(Ending.TOOLS);
            assertThat(heard.text()).isEmpty();
            assertCalls(cell, heard, Samples.WEATHER_CALL);
            assertToolsArrived(cell.vendor().saw());
        }
    }

    static void parallelCallsStreamed(Cell cell) {
        Heard heard = callsBoth(cell);

        assertThat(heard.text()).isEqualTo("I ask both.");
        assertThat(heard.ending()).isEqualTo(Ending.TOOLS);
        assertCalls(cell, heard, Samples.WEATHER_CALL, Samples.CLOCK_CALL);
    }

    /** The second round of a tool loop: one result with a picture, one failure. */
    static void results(Cell cell) {
        for (boolean streamed : new boolean[] {false, true}) {
            Heard called = callsBoth(cell);
            // Chat Completions takes text only in tool messages
            Optional<byte[]> png = cell.clientIs("openai-chat") ? Optional.empty() : Optional.of(Samples.PNG);
            List<ToolResult> results = List.of(
                    new ToolResult(called.calls().get(0), "sunny, 21 degrees", false, png),
                    new ToolResult(called.calls().get(1), "no such zone", true, Optional.empty()));
            cell.vendor().says(Reply.text("It is sunny."));

            Heard heard =
                    cell.hears(question(cell).then(new Turn.Answered(called), new Turn.Results(results)), streamed);

            assertThat(heard.text()).isEqualTo("It is sunny.");
            assertResultsArrived(cell, cell.vendor().saw(), png.isPresent());
        }
    }

    private static Ask question(Cell cell) {
        return cell.ask(new Turn.User("How is the weather, and what time is it?"))
                .tools(Samples.WEATHER, Samples.CLOCK);
    }

    private static Heard callsBoth(Cell cell) {
        cell.vendor().says(Reply.calling("I ask both.", Samples.WEATHER_CALL, Samples.CLOCK_CALL));
        Heard heard = cell.hears(question(cell), true);
        cell.vendor().saw();
        return heard;
    }

    private static void assertCalls(Cell cell, Heard heard, Call... expected) {
        assertThat(heard.calls())
                .extracting(Call::name)
                .containsExactly(List.of(expected).stream().map(Call::name).toArray(String[]::new));
        assertThat(heard.calls())
                .extracting(Call::arguments)
                .containsExactly(List.of(expected).stream().map(Call::arguments).toArray(JsonNode[]::new));
        if (!cell.vendorIs("gemini")) {
            assertThat(heard.calls())
                    .extracting(Call::id)
                    .containsExactly(List.of(expected).stream().map(Call::id).toArray(String[]::new));
        } else if (!cell.clientIs("gemini")) { // AI Studio sends no ids; the other formats need them
            assertThat(heard.calls())
                    .extracting(Call::id)
                    .doesNotHaveDuplicates()
                    .allMatch(id -> !id.isBlank());
        }
    }

    private static void assertToolsArrived(Seen seen) {
        assertThat(seen.tools).containsOnlyKeys("get_weather", "tell_time");
        JsonNode weather = seen.tools.get("get_weather");
        JsonNode place = weather.at("/properties/place").has("$ref")
                ? weather.at("/$defs/place")
                : weather.at("/properties/place");
        assertThat(place.at("/properties/title/type").asText()).isEqualToIgnoringCase("string");
        assertThat(place.path("required").path(0).asText()).isEqualTo("city");
        assertThat(weather.at("/properties/unit/enum")).hasSize(2);
        assertThat(weather.path("required").path(0).asText()).isEqualTo("place");
    }

    private static void assertResultsArrived(Cell cell, Seen seen, boolean picture) {
        assertThat(seen.calls).extracting(Call::name).containsExactly("get_weather", "tell_time");
        assertThat(seen.calls.get(0).arguments()).isEqualTo(Samples.WEATHER_CALL.arguments());
        assertThat(seen.results).hasSize(2);
        assertThat(seen.results.get(0).text()).contains("sunny, 21 degrees");
        assertThat(seen.results.get(1).text()).contains("no such zone");
        if (!cell.vendorIs("gemini")) {
            assertThat(seen.results).extracting(Seen.SeenResult::callId).containsExactly("call_w1", "call_c2");
        }
        // OpenAI's formats have no word for a failed tool, so their clients cannot say it
        boolean told = cell.clientIs("anthropic-messages") || cell.clientIs("gemini");
        boolean heard = cell.vendorIs("anthropic-messages") || cell.vendorIs("gemini");
        assertThat(seen.results).extracting(Seen.SeenResult::failed).containsExactly(false, told && heard);
        if (told && !heard) {
            assertThat(seen.results.get(1).text()).containsIgnoringCase("error");
        }
        if (picture) {
            assertThat(seen.pictures).containsExactly(Samples.base64(Samples.PNG));
        }
    }
}
