package io.omniroute.provider.wire.anthropic.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageStreamEncoderTest {
    private static final ChatEvent STARTED = new ChatEvent.Started("chatcmpl-1", "gpt-x");

    @Test
    void parallelToolsWithEarlyUsage() {
        List<String> trace = AnthropicReplies.trace(List.of(
                STARTED,
                new ChatEvent.UsageReported(Usage.of(9, 0)),
                call(0, "call_a", "f"),
                new ChatEvent.ToolArguments(0, 0, ""),
                new ChatEvent.ToolArguments(0, 0, "{\"x\":1}"),
                new ChatEvent.ToolCallEnded(0, 0),
                call(1, "call_b", "g"),
                new ChatEvent.ToolArguments(0, 1, "{}"),
                new ChatEvent.ToolCallEnded(0, 1),
                finished(FinishReason.TOOL_CALLS),
                new ChatEvent.UsageReported(Usage.of(9, 7))));
        assertThat(trace)
                .containsExactly(
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_req-1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"gpt-x\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":9,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":0}}}",
                        start(0, tool("call_a", "f")),
                        json(0, ""),
                        json(0, "{\\\"x\\\":1}"),
                        stop(0),
                        start(1, tool("call_b", "g")),
                        json(1, "{}"),
                        stop(1),
                        ending("tool_use", 9, 7),
                        "{\"type\":\"message_stop\"}");
    }

    @Test
    void thinkingThenCallOfGemini() {
        List<String> trace = AnthropicReplies.trace(List.of(
                STARTED,
                new ChatEvent.UsageReported(new Usage(10, 4, 0, 0, 0, false, 0, Usage.Tier.STANDARD)),
                new ChatEvent.ThinkingDelta(0, "hm"),
                new ChatEvent.ToolCallStarted(0, 0, "call_a", "f", false, Optional.of("sig")),
                new ChatEvent.ToolArguments(0, 0, "{\"x\":1}"),
                new ChatEvent.ToolCallEnded(0, 0),
                finished(FinishReason.STOP),
                new ChatEvent.UsageReported(new Usage(10, 4, 0, 12, 5, false, 0, Usage.Tier.STANDARD))));
        assertThat(trace.subList(1, trace.size()))
                .containsExactly(
                        start(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}",
                        stop(0),
                        start(1, tool("call_a", "f")),
                        json(1, "{\\\"x\\\":1}"),
                        stop(1),
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":6,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":4,\"output_tokens\":12}}",
                        "{\"type\":\"message_stop\"}");
        assertThat(trace.get(0)).contains("\"input_tokens\":6,", "\"cache_read_input_tokens\":4,");
    }

    @Test
    void interleavedCallsBecomeSequentialBlocks() {
        List<String> trace = AnthropicReplies.trace(List.of(
                STARTED,
                call(0, "a", "f"),
                call(1, "b", "g"),
                new ChatEvent.ToolArguments(0, 0, "1"),
                new ChatEvent.ToolArguments(0, 1, "2"),
                call(2, "c", "h"),
                new ChatEvent.ToolArguments(0, 0, "3"),
                new ChatEvent.ToolArguments(0, 2, "4"),
                new ChatEvent.ToolCallEnded(0, 0),
                new ChatEvent.ToolArguments(0, 1, "5"),
                new ChatEvent.ToolCallEnded(0, 2),
                new ChatEvent.ToolCallEnded(0, 1),
                new ChatEvent.TextDelta(0, "done"),
                finished(FinishReason.TOOL_CALLS)));
        assertThat(trace.subList(1, trace.size() - 2))
                .containsExactly(
                        start(0, tool("a", "f")),
                        json(0, "1"),
                        json(0, "3"),
                        stop(0),
                        start(1, tool("b", "g")),
                        json(1, "2"),
                        json(1, "5"),
                        stop(1),
                        start(2, tool("c", "h")),
                        json(2, "4"),
                        stop(2),
                        start(3, "{\"type\":\"text\",\"text\":\"\"}"),
                        text(3, "done"),
                        stop(3));
    }

    @Test
    void callsThatNeverEndAreClosedAtTheFinish() {
        List<String> trace = AnthropicReplies.trace(List.of(
                STARTED,
                call(0, "a", "f"),
                call(1, "b", "g"),
                new ChatEvent.ToolArguments(0, 1, "2"),
                finished(FinishReason.STOP)));
        assertThat(trace.subList(1, 6))
                .containsExactly(start(0, tool("a", "f")), stop(0), start(1, tool("b", "g")), json(1, "2"), stop(1));
    }

    @Test
    void everyKindOfPartHasItsBlock() {
        List<String> trace = AnthropicReplies.trace(List.of(
                STARTED,
                new ChatEvent.TextDelta(0, ""),
                new ChatEvent.ThinkingDelta(0, "a"),
                new ChatEvent.ThinkingSigned(0, ModelFamily.ANTHROPIC, "S", false, Optional.empty()),
                new ChatEvent.ThinkingSigned(0, ModelFamily.ANTHROPIC, "R", true, Optional.empty()),
                new ChatEvent.ThinkingSigned(0, ModelFamily.OPENAI, "E", false, Optional.of("rs_1")),
                new ChatEvent.TextDelta(1, "another choice"),
                new ChatEvent.MediaProduced(0, new ContentPart.Image(new MediaSource.Inline("image/png", "QQ=="))),
                new ChatEvent.ToolCallStarted(0, 0, "x:1", "patch", true, Optional.empty()),
                new ChatEvent.ToolArguments(0, 0, "say \"hi\""),
                new ChatEvent.ToolCallEnded(0, 0),
                new ChatEvent.RefusalDelta(0, "No."),
                finished(FinishReason.STOP)));
        assertThat(trace.subList(1, trace.size() - 2))
                .containsExactly(
                        start(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"a\"}}",
                        signature(0, "S"),
                        stop(0),
                        start(1, "{\"type\":\"redacted_thinking\",\"data\":\"R\"}"),
                        stop(1),
                        start(2, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        signature(2, "omniroute:openai:rs_1:E"),
                        stop(2),
                        start(3, "{\"type\":\"text\",\"text\":\"\"}"),
                        text(3, "![image](data:image/png;base64,QQ==)"),
                        stop(3),
                        start(4, tool(ToolIds.fit("x:1"), "patch")),
                        json(4, "{\\\"input\\\":\\\""),
                        json(4, "say \\\\\\\"hi\\\\\\\""),
                        json(4, "\\\"}"),
                        stop(4),
                        start(5, "{\"type\":\"text\",\"text\":\"\"}"),
                        text(5, "No."),
                        stop(5));
        assertThat(trace.get(trace.size() - 2)).contains("\"stop_reason\":\"refusal\"");
    }

    @Test
    void failureIsTheOnlyTerminalEvent() throws IOException {
        StreamEncoder encoder = new AnthropicClientCodec().newStreamEncoder(AnthropicReplies.CONTEXT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.encode(STARTED, out);
        encoder.encode(new ChatEvent.TextDelta(0, "half"), out);
        int before = out.size();
        encoder.fail(Failure.of(FailureKind.UPSTREAM_GARBLED, "cut short"), out);
        encoder.end(out);
        assertThat(out.toString(StandardCharsets.UTF_8).substring(before))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":"
                        + "\"cut short\"}}\n\n");
        assertThat(encoder.keepAlive()).asString().isEqualTo(": keep-alive\n\n");
    }

    @Test
    void endsOnceAndBeginsWhenNothingCame() throws IOException {
        StreamEncoder encoder = new AnthropicClientCodec().newStreamEncoder(AnthropicReplies.CONTEXT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.end(out);
        encoder.end(out);
        assertThat(AnthropicReplies.lines(out.toByteArray())).hasSize(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("event: message_start\ndata: {");
    }

    private static ChatEvent call(int index, String id, String name) {
        return new ChatEvent.ToolCallStarted(0, index, id, name, false, Optional.empty());
    }

    private static ChatEvent finished(FinishReason reason) {
        return new ChatEvent.Finished(0, reason, Optional.empty());
    }

    private static String start(int index, String block) {
        return "{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + block + "}";
    }

    private static String tool(String id, String name) {
        return "{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"input\":{}}";
    }

    private static String json(int index, String escaped) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index
                + ",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"" + escaped + "\"}}";
    }

    private static String text(int index, String text) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index
                + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}";
    }

    private static String signature(int index, String signature) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index
                + ",\"delta\":{\"type\":\"signature_delta\",\"signature\":\"" + signature + "\"}}";
    }

    private static String stop(int index) {
        return "{\"type\":\"content_block_stop\",\"index\":" + index + "}";
    }

    private static String ending(String reason, long input, long output) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                + "\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":" + input
                + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":" + output
                + "}}";
    }
}
