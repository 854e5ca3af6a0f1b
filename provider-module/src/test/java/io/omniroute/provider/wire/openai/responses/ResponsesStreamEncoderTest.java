package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponsesStreamEncoderTest {
    private static final ChatEvent STARTED = new ChatEvent.Started("chatcmpl-1", "gpt");
    private static final ChatEvent USAGE = new ChatEvent.UsageReported(Usage.of(9, 7));

    @Test
    void twoParallelCallsAreTwoItemsWithTheirOwnIndex() {
        List<JsonNode> events = Streams.events(Streams.encode(List.of(
                STARTED,
                call(0, "call_a", "f"),
                new ChatEvent.ToolArguments(0, 0, "{\"x\":1}"),
                new ChatEvent.ToolCallEnded(0, 0),
                call(1, "call_b", "g"),
                new ChatEvent.ToolArguments(0, 1, "{}"),
                new ChatEvent.ToolCallEnded(0, 1),
                finished(FinishReason.TOOL_CALLS),
                USAGE)));
        assertThat(trace(events))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added 0",
                        "function_call_arguments.delta 0 {\"x\":1}",
                        "function_call_arguments.done 0",
                        "output_item.done 0",
                        "output_item.added 1",
                        "function_call_arguments.delta 1 {}",
                        "function_call_arguments.done 1",
                        "output_item.done 1",
                        "completed");
        assertThat(events.get(2).path("item"))
                .isEqualTo(Streams.json("{\"id\":\"fc_req1_0\",\"type\":\"function_call\",\"status\":\"in_progress\","
                        + "\"call_id\":\"call_a\",\"name\":\"f\",\"arguments\":\"\"}"));
        assertThat(events.get(4))
                .isEqualTo(Streams.json("{\"type\":\"response.function_call_arguments.done\","
                        + "\"item_id\":\"fc_req1_0\",\"output_index\":0,\"name\":\"f\","
                        + "\"arguments\":\"{\\\"x\\\":1}\",\"sequence_number\":4}"));
        JsonNode response = events.get(10).path("response");
        assertThat(response.path("id").textValue()).isEqualTo("resp_req1");
        assertThat(response.path("status").textValue()).isEqualTo("completed");
        assertThat(response.path("output")).hasSize(2);
        assertThat(response.path("usage"))
                .isEqualTo(Streams.json("{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":0,"
                        + "\"cache_write_tokens\":0},\"output_tokens\":7,"
                        + "\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":16}"));
    }

    @Test
    void thoughtsAndTextRepeatTheirWholeInTheirDoneEvents() {
        List<JsonNode> events = Streams.events(Streams.encode(List.of(
                STARTED,
                new ChatEvent.ThinkingDelta(0, "Let "),
                new ChatEvent.ThinkingDelta(0, "me."),
                new ChatEvent.ThinkingSigned(0, ModelFamily.OPENAI, "gAAA", false, Optional.of("rs_9")),
                new ChatEvent.TextDelta(0, "Grüße "),
                new ChatEvent.TextDelta(0, "👋"),
                new ChatEvent.RefusalDelta(0, "No more."),
                finished(FinishReason.STOP))));
        assertThat(trace(events))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added 0",
                        "reasoning_summary_part.added 0",
                        "reasoning_summary_text.delta 0 Let ",
                        "reasoning_summary_text.delta 0 me.",
                        "reasoning_summary_text.done 0",
                        "reasoning_summary_part.done 0",
                        "output_item.done 0",
                        "output_item.added 1",
                        "content_part.added 1",
                        "output_text.delta 1 Grüße ",
                        "output_text.delta 1 👋",
                        "output_text.done 1",
                        "content_part.done 1",
                        "content_part.added 1",
                        "refusal.delta 1 No more.",
                        "refusal.done 1",
                        "content_part.done 1",
                        "output_item.done 1",
                        "completed");
        assertThat(events.get(6).path("text").textValue()).isEqualTo("Let me.");
        assertThat(events.get(8).at("/item/encrypted_content").textValue()).isEqualTo("gAAA");
        assertThat(events.get(13).path("text").textValue()).isEqualTo("Grüße 👋");
        assertThat(events.get(16).path("content_index").intValue()).isEqualTo(1);
        assertThat(events.get(19).at("/item/content")).hasSize(2);
    }

    @Test
    void interleavedCallsStayOpenSideBySide() {
        List<JsonNode> events = Streams.events(Streams.encode(List.of(
                call(0, "a", "f"),
                call(1, "b", "g"),
                new ChatEvent.ToolArguments(0, 1, "{\"b\""),
                new ChatEvent.ToolArguments(0, 0, "{}"),
                new ChatEvent.ToolArguments(0, 1, ":1}"),
                new ChatEvent.ToolCallEnded(0, 1),
                new ChatEvent.ToolCallEnded(0, 0))));
        JsonNode output = events.get(events.size() - 1).at("/response/output");
        assertThat(output.findValuesAsText("call_id")).containsExactly("a", "b");
        assertThat(output.findValuesAsText("arguments")).containsExactly("{}", "{\"b\":1}");
    }

    @Test
    void foreignSignaturesTravelBehindTheirFamily() {
        List<JsonNode> events = Streams.events(Streams.encode(List.of(
                new ChatEvent.ThinkingDelta(0, "Hm."),
                new ChatEvent.ThinkingSigned(0, ModelFamily.ANTHROPIC, "sig", false, Optional.empty()),
                new ChatEvent.ThinkingSigned(0, ModelFamily.ANTHROPIC, "red", true, Optional.empty()),
                new ChatEvent.ToolCallStarted(0, 0, "a", "f", false, Optional.of("gem")),
                new ChatEvent.ToolCallEnded(0, 0))));
        JsonNode output = events.get(events.size() - 1).at("/response/output");
        assertThat(output.findValuesAsText("type"))
                .containsExactly("reasoning", "summary_text", "reasoning", "reasoning", "function_call");
        assertThat(output.findValuesAsText("encrypted_content"))
                .containsExactly(
                        "omniroute:anthropic:sig", "omniroute:anthropic-redacted:red", "omniroute:gemini-call:gem");
        assertThat(output.get(3).path("arguments").textValue()).isEqualTo("{}");
    }

    @Test
    void namespacesAndCustomToolsComeBackAsCodexSentThem() {
        List<JsonNode> events = Streams.events(Streams.encode(List.of(
                call(0, "a", "mcp__notes--add_note"),
                new ChatEvent.ToolCallEnded(0, 0),
                new ChatEvent.ToolCallStarted(0, 1, "b", "apply_patch", true, Optional.empty()),
                new ChatEvent.ToolArguments(0, 1, "*** Begin"),
                new ChatEvent.ToolCallEnded(0, 1))));
        JsonNode output = events.get(events.size() - 1).at("/response/output");
        assertThat(output.get(0).path("name").textValue()).isEqualTo("add_note");
        assertThat(output.get(0).path("namespace").textValue()).isEqualTo("mcp__notes");
        assertThat(output.get(1).path("type").textValue()).isEqualTo("custom_tool_call");
        assertThat(output.get(1).path("input").textValue()).isEqualTo("*** Begin");
        assertThat(trace(events)).contains("custom_tool_call_input.delta 1 *** Begin", "custom_tool_call_input.done 1");
    }

    @Test
    void whatWasCutIsIncomplete() {
        for (FinishReason reason : List.of(FinishReason.LENGTH, FinishReason.CONTENT_FILTER)) {
            List<JsonNode> events =
                    Streams.events(Streams.encode(List.of(new ChatEvent.TextDelta(0, "Once"), finished(reason))));
            JsonNode last = events.get(events.size() - 1);
            assertThat(last.path("type").textValue()).isEqualTo("response.incomplete");
            assertThat(last.at("/response/incomplete_details/reason").textValue())
                    .isEqualTo(reason == FinishReason.LENGTH ? "max_output_tokens" : "content_filter");
            assertThat(last.at("/response/output/0/status").textValue()).isEqualTo("incomplete");
        }
    }

    @Test
    void mediaBecomeWhatOpenAiWouldSend() {
        ContentPart inline = new ContentPart.Image(new MediaSource.Inline("image/webp", "UklG"));
        ContentPart link =
                new ContentPart.Image(new MediaSource.Remote(URI.create("https://x.example/a.png"), Optional.empty()));
        ContentPart sound = new ContentPart.Audio(new MediaSource.Inline("audio/wav", "UklG"));
        List<JsonNode> events = Streams.events(Streams.encode(List.of(
                new ChatEvent.MediaProduced(0, inline),
                new ChatEvent.MediaProduced(0, link),
                new ChatEvent.MediaProduced(0, sound))));
        JsonNode output = events.get(events.size() - 1).at("/response/output");
        assertThat(output).hasSize(2);
        assertThat(output.get(0).path("result").textValue()).isEqualTo("UklG");
        assertThat(output.get(0).path("output_format").textValue()).isEqualTo("webp");
        assertThat(output.at("/1/content/0/text").textValue()).isEqualTo("![image](https://x.example/a.png)");
    }

    @Test
    void failureAmidTheReplyEndsItWithAFailedResponse() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamEncoder encoder = new OpenAiResponsesClientCodec().newStreamEncoder(Streams.context());
        encoder.encode(new ChatEvent.TextDelta(0, "Hel"), out);
        encoder.fail(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream broke."), out);
        encoder.end(out);
        encoder.encode(new ChatEvent.TextDelta(0, "lo"), out);
        encoder.fail(Failure.of(FailureKind.INTERNAL, "again"), out);
        List<JsonNode> events = Streams.events(out.toByteArray());
        assertThat(trace(events))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added 0",
                        "content_part.added 0",
                        "output_text.delta 0 Hel",
                        "failed");
        JsonNode response = events.get(5).path("response");
        assertThat(response.path("status").textValue()).isEqualTo("failed");
        assertThat(response.path("error"))
                .isEqualTo(Streams.json("{\"code\":\"server_error\",\"message\":\"The vendor's stream broke.\"}"));
    }

    @Test
    void failureBeforeAnythingElseIsStillAWholeStream() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new OpenAiResponsesClientCodec()
                .newStreamEncoder(Streams.context())
                .fail(Failure.of(FailureKind.UPSTREAM_REJECTED, "Too long.", "context_length_exceeded"), out);
        List<JsonNode> events = Streams.events(out.toByteArray());
        assertThat(trace(events)).containsExactly("created", "in_progress", "failed");
        assertThat(events.get(2).at("/response/error/code").textValue()).isEqualTo("context_length_exceeded");
    }

    @Test
    void settingsAreRepeatedForStrictClients() {
        ChatRequest request = ChatRequest.of(
                        "acme/model",
                        List.of(Message.text(Message.Role.SYSTEM, "Be short."), Message.text(Message.Role.USER, "hi")))
                .withTools(
                        List.of(
                                new Tool.Function("f", Optional.empty(), Optional.empty(), Optional.empty()),
                                new Tool.Function("ns--g", Optional.of("G"), Optional.empty(), Optional.of(false)),
                                new Tool.Custom("patch", Optional.empty(), Optional.empty()),
                                new Tool.WebSearch()),
                        Optional.of(new ToolChoice.Named("ns--g")));
        JsonNode response = Streams.events(Streams.encode(List.of(STARTED), Streams.context(request)))
                .get(0)
                .path("response");
        assertThat(response.path("instructions").textValue()).isEqualTo("Be short.");
        assertThat(response.path("tool_choice"))
                .isEqualTo(Streams.json("{\"name\":\"g\",\"namespace\":\"ns\",\"type\":\"function\"}"));
        assertThat(response.path("tools").findValuesAsText("type"))
                .containsSubsequence("function", "namespace", "function", "custom", "web_search");
        assertThat(response.at("/tools/1/tools/0/name").textValue()).isEqualTo("g");
        // Responses, the response object: these are required, null where unset
        assertThat(response.properties().stream().map(java.util.Map.Entry::getKey))
                .contains(
                        "id",
                        "created_at",
                        "error",
                        "incomplete_details",
                        "instructions",
                        "metadata",
                        "model",
                        "object",
                        "output",
                        "parallel_tool_calls",
                        "temperature",
                        "tool_choice",
                        "tools",
                        "top_p",
                        "max_output_tokens",
                        "previous_response_id",
                        "reasoning",
                        "status",
                        "text",
                        "truncation",
                        "usage");
    }

    @Test
    void keepAliveIsAComment() {
        byte[] line = new OpenAiResponsesClientCodec()
                .newStreamEncoder(Streams.context())
                .keepAlive();
        assertThat(new String(line, StandardCharsets.UTF_8)).isEqualTo(": keep-alive\n\n");
    }

    private static ChatEvent call(int index, String id, String name) {
        return new ChatEvent.ToolCallStarted(0, index, id, name, false, Optional.empty());
    }

    private static ChatEvent finished(FinishReason reason) {
        return new ChatEvent.Finished(0, reason, Optional.empty());
    }

    /** Each event as {@code type output_index delta}, as far as it has them. */
    private static List<String> trace(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("type").textValue().substring("response.".length())
                        + (event.has("output_index") ? " " + event.path("output_index") : "")
                        + (event.has("delta") ? " " + event.path("delta").textValue() : ""))
                .toList();
    }
}
