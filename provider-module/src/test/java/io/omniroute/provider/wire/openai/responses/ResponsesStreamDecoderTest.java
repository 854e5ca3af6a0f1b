package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponsesStreamDecoderTest {
    private final OpenAiResponsesUpstreamCodec codec = new OpenAiResponsesUpstreamCodec();

    @Test
    void reasoningTextAndCallsKeepTheirOrder() {
        ChatResponse response = ChatResponseBuilder.fold(fixture("reasoning-text-two-tools"));
        assertThat(response.first().content())
                .containsExactly(
                        new ContentPart.Thinking(
                                "**Planning**\n\nI need both cities.\n\n**Calling**\n\nTwo calls.",
                                ModelFamily.OPENAI,
                                Optional.of("gAAAAABo-first=="),
                                false,
                                Optional.of("rs_1")),
                        new ContentPart.Text("Let me look that up."),
                        new ContentPart.ToolCall("call_a", "weather", "{\"city\":\"Wien\"}"),
                        new ContentPart.Thinking(
                                "", ModelFamily.OPENAI, Optional.of("gAAAAABo-second=="), false, Optional.of("rs_2")),
                        new ContentPart.ToolCall("call_b", "clock", "{}"));
        assertThat(response.first().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.usage()).isEqualTo(new Usage(412, 256, 0, 190, 128, false, 0, Usage.Tier.STANDARD));
        assertThat(response.model()).isEqualTo("gpt-5.1-2025-11-13");
    }

    @Test
    void interleavedCallsAreTwoCalls() {
        assertThat(fixture("parallel-interleaved"))
                .containsExactly(
                        new ChatEvent.Started("resp_0a3c", "gpt-5.1-2025-11-13"),
                        new ChatEvent.ToolCallStarted(0, 0, "call_a", "f", false, Optional.empty()),
                        new ChatEvent.ToolArguments(0, 0, "{\"x\""),
                        new ChatEvent.ToolCallStarted(0, 1, "call_b", "g", false, Optional.empty()),
                        new ChatEvent.ToolArguments(0, 1, "{\"emoji\":\""),
                        new ChatEvent.ToolArguments(0, 0, ":1}"),
                        new ChatEvent.ToolArguments(0, 1, "🚀\"}"),
                        new ChatEvent.ToolCallEnded(0, 1),
                        new ChatEvent.ToolCallEnded(0, 0),
                        new ChatEvent.UsageReported(Usage.of(9, 7)),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @Test
    void whatComesOnlyInDoneEventsIsSaidOnce() {
        assertThat(ChatResponseBuilder.fold(fixture("done-events-only")).first().content())
                .containsExactly(
                        new ContentPart.Text("Only in done."),
                        new ContentPart.ToolCall("call_a", "f", "{\"late\":true}"),
                        new ContentPart.ToolCall("call_b", "g", "{\"bare\":1}"));
        assertThat(ChatResponseBuilder.fold(fixture("completed-only")).first().content())
                .containsExactly(new ContentPart.Text("All at once."));
    }

    @Test
    void customToolRefusalAndImageAreKept() {
        assertThat(ChatResponseBuilder.fold(fixture("custom-tool")).first().content())
                .contains(new ContentPart.ToolCall(
                        "call_p",
                        "apply_patch",
                        "*** Begin Patch\n*** Add File: a.txt\n+hi \"you\"\n*** End Patch",
                        true,
                        Optional.empty()));
        ChatResponse.Choice refused =
                ChatResponseBuilder.fold(fixture("text-then-refusal")).first();
        assertThat(refused.content())
                .containsExactly(new ContentPart.Text("First part."), new ContentPart.Refusal("The rest I decline."));
        assertThat(refused.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(ChatResponseBuilder.fold(fixture("image-generation")).first().content())
                .containsExactly(
                        new ContentPart.Image(new MediaSource.Inline("image/webp", "UklGRiQAAABXRUJQ")),
                        new ContentPart.Text("Here it is."));
    }

    @Test
    void cutRepliesSayWhy() {
        assertThat(ChatResponseBuilder.fold(fixture("incomplete-max-tokens"))
                        .first()
                        .finishReason())
                .isEqualTo(FinishReason.LENGTH);
        assertThat(ChatResponseBuilder.fold(fixture("incomplete-content-filter"))
                        .first()
                        .finishReason())
                .isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void callCutByTheLimitIsEndedBeforeTheReply() {
        List<ChatEvent> events = decode(event(
                        "response.output_item.added",
                        "\"output_index\":0,\"item\":{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"f\"}")
                + event("response.function_call_arguments.delta", "\"output_index\":0,\"delta\":\"{\"")
                + event(
                        "response.incomplete",
                        "\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}"));
        assertThat(events)
                .endsWith(
                        new ChatEvent.ToolArguments(0, 0, "{"),
                        new ChatEvent.ToolCallEnded(0, 0),
                        new ChatEvent.Finished(0, FinishReason.LENGTH, Optional.empty()));
    }

    @Test
    void streamCutShortIsGarbled() {
        byte[] whole = Fixtures.read(file("text"));
        String cut = new String(whole, StandardCharsets.UTF_8);
        cut = cut.substring(0, cut.indexOf("event: response.completed")) + "data: [DONE]\n\n";
        assertThat(failure(decode(cut)).kind()).isEqualTo(FailureKind.UPSTREAM_GARBLED);
        assertThat(failure(decode("")).kind()).isEqualTo(FailureKind.UPSTREAM_GARBLED);
    }

    @Test
    void brokenFrameIsGarbled() {
        GatewayException e = catchThrowableOfType(GatewayException.class, () -> decode("data: {\"type\n\n"));
        assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_GARBLED);
    }

    @Test
    void errorEventsOfEveryShapeFail() {
        Failure flat = failure(decode(event(
                "error",
                "\"code\":\"rate_limit_exceeded\",\"message\":\"Slow down, try again in 2s.\",\"param\":null")));
        assertThat(flat.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(flat.retryAfter()).isPresent();
        Failure nested = failure(decode(event(
                "error",
                "\"error\":{\"type\":\"invalid_request_error\",\"code\":\"context_length_exceeded\","
                        + "\"message\":\"Too long.\"}")));
        assertThat(nested.kind()).isEqualTo(FailureKind.UPSTREAM_REJECTED);
        assertThat(nested.code()).contains("context_length_exceeded");
        assertThat(failure(decode("data: {\"error\":{\"message\":\"Broken.\"}}\n\n"))
                        .kind())
                .isEqualTo(FailureKind.UPSTREAM_ERROR);
        Failure failed = failure(decode(event(
                "response.failed",
                "\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_is_overloaded\","
                        + "\"message\":\"Busy.\"},\"usage\":null}")));
        assertThat(failed.kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(failed.message()).isEqualTo("Busy.");
        assertThat(failure(decode(event("response.failed", "\"response\":{}"))).status())
                .isEqualTo(500);
    }

    @Test
    void nothingFollowsTheEnd() {
        String stream = new String(Fixtures.read(file("text")), StandardCharsets.UTF_8);
        assertThat(decode(stream + stream + "data: [DONE]\n\n")).isEqualTo(decode(stream));
    }

    @Test
    void namesThatWereMappedAreRestored() {
        ToolNames names = new ToolNames();
        String sent = names.fit("dotted.name", 64);
        UpstreamRequest request = new UpstreamRequest(new byte[0], Map.of(), names);
        String body = "{\"output\":[{\"type\":\"function_call\",\"name\":\"" + sent
                + "\",\"call_id\":\"a\",\"arguments\":\"{}\"}]}";
        assertThat(codec.readResponse(body.getBytes(StandardCharsets.UTF_8), request))
                .contains(new ChatEvent.ToolCallStarted(0, 0, "a", "dotted.name", false, Optional.empty()));
    }

    @Test
    void callWithoutAnIdGetsOne() {
        String body = "{\"output\":[{\"type\":\"function_call\",\"name\":\"f\",\"arguments\":\"{}\"}]}";
        List<ChatEvent> events = codec.readResponse(body.getBytes(StandardCharsets.UTF_8), Replies.sent());
        assertThat(events).anySatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(ChatEvent.ToolCallStarted.class, call -> assertThat(call.id())
                        .startsWith("call_")));
    }

    @Test
    void neighbouringThoughtsOfSeveralItemsAreApart() {
        String body =
                "{\"output\":[{\"type\":\"reasoning\",\"content\":[{\"type\":\"reasoning_text\",\"text\":\"a\"}]},"
                        + "{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"b\"}]}]}";
        assertThat(ChatResponseBuilder.fold(codec.readResponse(body.getBytes(StandardCharsets.UTF_8), Replies.sent()))
                        .first()
                        .content())
                .containsExactly(ContentPart.Thinking.unsigned("a\n\nb"));
    }

    private List<ChatEvent> fixture(String name) {
        return Replies.decode(codec, Fixtures.read(file(name)), 1 << 16);
    }

    private static java.nio.file.Path file(String name) {
        return Fixtures.of(WireFormat.OPENAI_RESPONSES, "/" + name + ".upstream.sse")
                .get(0);
    }

    private List<ChatEvent> decode(String stream) {
        return Replies.decode(codec, stream.getBytes(StandardCharsets.UTF_8), 1 << 16);
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }

    private static Failure failure(List<ChatEvent> events) {
        assertThat(events).last().isInstanceOf(ChatEvent.Failed.class);
        return ((ChatEvent.Failed) events.get(events.size() - 1)).failure();
    }
}
