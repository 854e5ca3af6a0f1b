package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatStreamEncoderTest {
    private static final ChatEvent STARTED = new ChatEvent.Started("chatcmpl-1", "m");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void twoParallelToolsWithUsage() throws IOException {
        encode(
                true,
                STARTED,
                started(0, "call_a", "f"),
                new ChatEvent.ToolArguments(0, 0, "{\"x\":1}"),
                new ChatEvent.ToolCallEnded(0, 0),
                started(1, "call_b", "g"),
                new ChatEvent.ToolCallEnded(0, 1),
                new ChatEvent.UsageReported(Usage.of(9, 7)),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty()));
        assertThat(deltas())
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"\"}",
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\":1}\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"id\":\"call_b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]}",
                        "{} tool_calls",
                        "usage 16",
                        "[DONE]");
        assertThat(chunks()).filteredOn(chunk -> chunk.path("usage").isNull()).hasSize(6);
    }

    @Test
    void thinkingTextAndToolOfClaude() throws IOException {
        encode(
                false,
                new ChatEvent.Started("msg_1", "claude"),
                new ChatEvent.ThinkingDelta(0, "hm"),
                new ChatEvent.ThinkingSigned(0, ModelFamily.ANTHROPIC, "c2ln", false, Optional.empty()),
                new ChatEvent.TextDelta(0, "Hi"),
                started(0, "toolu_1", "f"),
                new ChatEvent.ToolArguments(0, 0, "{}"),
                new ChatEvent.ToolCallEnded(0, 0),
                new ChatEvent.UsageReported(Usage.of(9, 7)),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty()));
        assertThat(deltas())
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"\"}",
                        "{\"reasoning_content\":\"hm\"}",
                        "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"format\":\"anthropic-claude-v1\",\"index\":0,\"text\":\"hm\",\"signature\":\"c2ln\"}]}",
                        "{\"content\":\"Hi\"}",
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"toolu_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}",
                        "{} tool_calls",
                        "[DONE]");
        assertThat(chunks()).noneMatch(chunk -> chunk.has("usage")).allSatisfy(chunk -> {
            assertThat(chunk.get("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.get("id").asText()).isEqualTo("msg_1");
            assertThat(chunk.get("created").asLong()).isEqualTo(1772366400L);
            assertThat(chunk.get("model").asText()).isEqualTo("acme/model");
        });
    }

    @Test
    void everyChoiceHasItsOwnRoleAndFinish() throws IOException {
        encode(
                false,
                STARTED,
                new ChatEvent.TextDelta(0, "A"),
                new ChatEvent.TextDelta(1, "B"),
                new ChatEvent.RefusalDelta(1, "no"),
                new ChatEvent.Finished(1, FinishReason.CONTENT_FILTER, Optional.empty()),
                new ChatEvent.Finished(1, FinishReason.STOP, Optional.empty()));
        assertThat(chunks().stream()
                        .map(chunk -> chunk.at("/choices/0/index").asInt() + " "
                                + chunk.at("/choices/0/delta") + " "
                                + chunk.at("/choices/0/finish_reason").asText()))
                .containsExactly(
                        "0 {\"role\":\"assistant\",\"content\":\"\"} null",
                        "0 {\"content\":\"A\"} null",
                        "1 {\"role\":\"assistant\",\"content\":\"\"} null",
                        "1 {\"content\":\"B\"} null",
                        "1 {\"refusal\":\"no\"} null",
                        "1 {} content_filter",
                        "0 {} stop");
    }

    @Test
    void customToolsAndPictures() throws IOException {
        encode(
                false,
                STARTED,
                new ChatEvent.ToolCallStarted(0, 0, "c", "shell", true, Optional.empty()),
                new ChatEvent.ToolArguments(0, 0, "ls"),
                new ChatEvent.ToolCallEnded(0, 0),
                new ChatEvent.MediaProduced(0, new ContentPart.Image(new MediaSource.Inline("image/png", "AA=="))));
        assertThat(deltas())
                .contains(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"custom\",\"custom\":{\"name\":\"shell\",\"input\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"custom\":{\"input\":\"ls\"}}]}",
                        "{\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}]}");
    }

    @Test
    void failureIsTheLastThingAStreamSays() throws IOException {
        ChatStreamEncoder encoder = new ChatStreamEncoder(Contexts.of(true));
        encoder.encode(STARTED, out);
        encoder.fail(Failure.of(FailureKind.UPSTREAM_GARBLED, "Cut short."), out);
        encoder.fail(Failure.of(FailureKind.UPSTREAM_GARBLED, "Again."), out);
        encoder.end(out);
        assertThat(deltas())
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"\"}",
                        "{\"message\":\"Cut short.\",\"type\":\"server_error\",\"param\":null,\"code\":\"bad_gateway\"}");
    }

    @Test
    void endIsWrittenOnce() throws IOException {
        ChatStreamEncoder encoder = new ChatStreamEncoder(Contexts.of(false));
        encoder.end(out);
        encoder.end(out);
        assertThat(deltas()).containsExactly("{\"role\":\"assistant\",\"content\":\"\"}", "{} stop", "[DONE]");
        assertThat(new String(encoder.keepAlive(), StandardCharsets.UTF_8)).isEqualTo(": keep-alive\n\n");
    }

    private void encode(boolean includeUsage, ChatEvent... events) throws IOException {
        ChatStreamEncoder encoder = new ChatStreamEncoder(Contexts.of(includeUsage));
        for (ChatEvent event : events) {
            encoder.encode(event, out);
        }
        encoder.end(out);
    }

    private List<JsonNode> chunks() throws IOException {
        List<JsonNode> chunks = new ArrayList<>();
        for (String frame : out.toString(StandardCharsets.UTF_8).split("\n\n")) {
            if (!frame.equals("data: [DONE]")) {
                chunks.add(Json.MAPPER.readTree(frame.substring("data: ".length())));
            }
        }
        return chunks;
    }

    /** Each frame in short: the delta and, if any, the finish reason. */
    private List<String> deltas() throws IOException {
        List<String> deltas = new ArrayList<>();
        for (JsonNode chunk : chunks()) {
            if (chunk.has("error")) {
                deltas.add(chunk.get("error").toString());
            } else if (chunk.path("usage") instanceof ObjectNode usage) {
                deltas.add("usage " + usage.get("total_tokens"));
            } else {
                JsonNode choice = chunk.at("/choices/0");
                String finish = choice.get("finish_reason").isNull()
                        ? ""
                        : " " + choice.get("finish_reason").asText();
                deltas.add(choice.get("delta") + finish);
            }
        }
        if (out.toString(StandardCharsets.UTF_8).endsWith("data: [DONE]\n\n")) {
            deltas.add("[DONE]");
        }
        return deltas;
    }

    private static ChatEvent started(int index, String id, String name) {
        return new ChatEvent.ToolCallStarted(0, index, id, name, false, Optional.empty());
    }
}
