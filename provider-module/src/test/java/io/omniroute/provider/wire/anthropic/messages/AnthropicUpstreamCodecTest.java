package io.omniroute.provider.wire.anthropic.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.UpstreamCodecContract;
import io.omniroute.provider.wire.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicUpstreamCodecTest implements UpstreamCodecContract {
    private final AnthropicUpstreamCodec codec = new AnthropicUpstreamCodec();

    @Override
    public UpstreamCodec codec() {
        return codec;
    }

    @Test
    void tellsWritesForAnHourAndBatchesApart() {
        String usage = "{\"usage\":{\"input_tokens\":5,\"cache_creation_input_tokens\":30,\"output_tokens\":2,"
                + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":10,\"ephemeral_1h_input_tokens\":20},"
                + "\"service_tier\":\"batch\"}}";
        assertThat(codec.readUsage(usage.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .contains(new Usage(35, 0, 30, 2, 0, false, 20, Usage.Tier.BATCH));
    }

    @Test
    void usageOfBothEndsIsMergedAndCachedTokensCountOnce() throws IOException {
        assertThat(ChatResponseBuilder.fold(decode("text")).usage())
                .isEqualTo(new Usage(2035, 2000, 10, 15, 0, false, 0, Usage.Tier.STANDARD));
        assertThat(codec.readUsage(fixture("text.upstream.json")))
                .contains(new Usage(2035, 2000, 10, 15, 0, false, 0, Usage.Tier.STANDARD));
        assertThat(ChatResponseBuilder.fold(decode("usage-only-at-the-end")).usage())
                .isEqualTo(new Usage(50, 4, 0, 7, 0, false, 0, Usage.Tier.STANDARD));
    }

    @Test
    void toolCallsAreCountedByThemselves() throws IOException {
        assertThat(decode("thinking-and-tools"))
                .filteredOn(event -> event instanceof ChatEvent.ToolCallStarted)
                .containsExactly(
                        new ChatEvent.ToolCallStarted(0, 0, "toolu_a", "f", false, Optional.empty()),
                        new ChatEvent.ToolCallStarted(0, 1, "toolu_b", "g", false, Optional.empty()));
    }

    @Test
    void callWithoutIdGetsOne() throws IOException {
        assertThat(ChatResponseBuilder.fold(decode("copy-that-leaves-things-out"))
                        .first()
                        .content())
                .containsExactly(
                        new ContentPart.Text("Initial"),
                        new ContentPart.ToolCall("toolu_2025112200_0", "f", "{\"a\":[1,2]}"));
    }

    @Test
    void streamCutShortFails() throws IOException {
        String sse = new String(fixture("text.upstream.sse"), StandardCharsets.UTF_8);
        List<ChatEvent> events = Replies.decode(
                codec, sse.substring(0, sse.indexOf("event: message_stop")).getBytes(StandardCharsets.UTF_8), 1 << 20);
        assertThat(events).last().isInstanceOfSatisfying(ChatEvent.Failed.class, failed -> assertThat(
                        failed.failure().kind())
                .isEqualTo(FailureKind.UPSTREAM_GARBLED));
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, OVERLOADED, 529",
        "rate_limit_error, RATE_LIMITED, 429",
        "api_error, UPSTREAM_ERROR, 500",
        "invalid_request_error, UPSTREAM_REJECTED, 400",
        "authentication_error, UPSTREAM_AUTH, 401",
        "billing_error, UPSTREAM_QUOTA, 402",
        "timeout_error, UPSTREAM_TIMEOUT, 504"
    })
    void errorEventEndsTheStream(String type, FailureKind kind, int status) {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"Sorry\"}}";
        List<ChatEvent> events = Replies.decode(
                codec, ("event: error\ndata: " + error + "\n\n").getBytes(StandardCharsets.UTF_8), 1 << 20);
        assertThat(events).singleElement().isInstanceOfSatisfying(ChatEvent.Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(kind);
            assertThat(failed.failure().status()).isEqualTo(status);
            assertThat(failed.failure().message()).isEqualTo("Sorry");
        });
        ReplyTap tap = codec.newTap();
        tap.accept(SseFrame.of("error", error));
        assertThat(tap.failure().map(Failure::kind)).contains(kind);
        assertThat(tap.complete()).isFalse();
        GatewayException whole = catchThrowableOfType(
                GatewayException.class,
                () -> codec.readResponse(error.getBytes(StandardCharsets.UTF_8), Replies.sent()));
        assertThat(whole.failure().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "529 | {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}} | OVERLOADED | Overloaded",
                "413 | {\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",\"message\":\"Too big\"}} | UPSTREAM_REJECTED | Too big",
                "400 | {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit balance is too low to access the Anthropic API.\"}} | UPSTREAM_QUOTA | Your credit balance is too low to access the Anthropic API.",
                "401 | {\"code\":401,\"msg\":\"token expired\",\"success\":false} | UPSTREAM_AUTH | token expired",
                "502 | <html>Bad gateway</html> | UPSTREAM_ERROR | The vendor answered with status 502 and no message.",
                "404 | {\"error\":\"no such model\"} | MODEL_NOT_FOUND | no such model"
            })
    void errorAnswersKeepStatusAndWords(int status, String body, FailureKind kind, String message) {
        Failure failure =
                codec.readError(status, ResponseHeaders.of("retry-after", "7"), body.getBytes(StandardCharsets.UTF_8));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void customToolsAndMappedNamesAreRestored() {
        ToolNames names = new ToolNames();
        names.markCustom("apply_patch");
        String sent = names.fit("a tool", 64);
        UpstreamRequest request = new UpstreamRequest(new byte[0], Map.of(), names);
        String body = """
                {"id":"msg_1","content":[{"type":"tool_use","id":"t1","name":"apply_patch","input":{"input":"*** Begin"}},
                {"type":"tool_use","id":"t2","name":"%s","input":{}}],"stop_reason":"tool_use"}""".formatted(sent);
        List<ContentPart> expected = List.of(
                new ContentPart.ToolCall("t1", "apply_patch", "*** Begin", true, Optional.empty()),
                new ContentPart.ToolCall("t2", "a tool", "{}"));
        assertThat(ChatResponseBuilder.fold(codec.readResponse(body.getBytes(StandardCharsets.UTF_8), request))
                        .first()
                        .content())
                .isEqualTo(expected);
        StreamDecoder decoder = codec.newStreamDecoder(request);
        String sse = """
                data: {"type":"message_start","message":{"id":"msg_1"}}

                data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t1","name":"apply_patch","input":{}}}

                data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\\"input\\":\\"*** "}}

                data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"Begin\\"}"}}

                data: {"type":"content_block_stop","index":0}

                data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t2","name":"%s","input":{}}}

                data: {"type":"content_block_stop","index":1}

                data: {"type":"message_stop"}

                """.formatted(sent);
        assertThat(ChatResponseBuilder.fold(Replies.decode(decoder, sse.getBytes(StandardCharsets.UTF_8), 9))
                        .first())
                .satisfies(choice -> assertThat(choice.content()).isEqualTo(expected))
                .satisfies(choice -> assertThat(choice.finishReason()).isEqualTo(FinishReason.TOOL_CALLS));
    }

    @Test
    void tapCountsWhatTheModelWrote() {
        ReplyTap tap = codec.newTap();
        tap.accept(
                SseFrame.of(
                        "content_block_delta",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"12345\"}}"));
        assertThat(tap.outputBytes()).isEqualTo(5);
        assertThat(tap.usageOnly()).isFalse();
        assertThat(tap.usage()).isEmpty();
    }

    private List<ChatEvent> decode(String name) throws IOException {
        return Replies.decode(codec, fixture(name + ".upstream.sse"), 1 << 20);
    }

    private byte[] fixture(String file) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/wire/anthropic-messages/" + file)) {
            return in.readAllBytes();
        }
    }
}
