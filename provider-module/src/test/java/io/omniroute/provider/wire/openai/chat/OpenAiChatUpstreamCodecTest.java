package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.UpstreamCodecContract;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OpenAiChatUpstreamCodecTest implements UpstreamCodecContract {
    private final OpenAiChatUpstreamCodec codec = new OpenAiChatUpstreamCodec();

    @Override
    public UpstreamCodec codec() {
        return codec;
    }

    @Test
    void textKeepsEveryCharacter() {
        ChatResponse response = fixture("openai-text");
        assertThat(response.first().content()).containsExactly(new ContentPart.Text("Grüße an 😀 alle"));
        assertThat(response.first().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage()).isEqualTo(new Usage(9, 4, 0, 7, 2, false, 0, Usage.Tier.STANDARD));
        assertThat(response.model()).isEqualTo("vendor-model");
    }

    @Test
    void interleavedCallsAreToldApartByIndex() {
        assertThat(fixture("interleaved-indexes").first().content())
                .containsExactly(
                        new ContentPart.ToolCall("call_a", "f", "{\"a\":1}"),
                        new ContentPart.ToolCall("call_b", "g", "{\"b\":2}"));
    }

    @Test
    void callsWithoutIndexAreToldApartByIdAndStopBecomesToolCalls() {
        ChatResponse response = fixture("missing-index-whole-calls");
        assertThat(response.first().content())
                .containsExactly(
                        new ContentPart.ToolCall("call_1", "f", "{\"a\":1}"),
                        new ContentPart.ToolCall("call_2", "f", "{\"a\":2}"));
        assertThat(response.first().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void callsThatShareAnIndexAreToldApartById() {
        assertThat(fixture("same-index-different-ids").first().content())
                .containsExactly(
                        new ContentPart.ToolCall("a1", "f", "{}"), new ContentPart.ToolCall("a2", "f", "{\"k\":true}"));
    }

    @Test
    void emptyIdsAreMadeUpAndDiffer() {
        List<ContentPart> calls = fixture("empty-ids-by-position").first().content();
        assertThat(calls)
                .map(part -> ((ContentPart.ToolCall) part).id())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("call_[0-9a-f]{32}"));
        assertThat(calls).map(part -> ((ContentPart.ToolCall) part).arguments()).containsExactly("{\"a\":1}", "{}");
    }

    @Test
    void aCallEndsAsSoonAsItIsWholeAndAnotherBegins() {
        List<ChatEvent> events = decode("openai-parallel-tools");
        int ended = events.indexOf(new ChatEvent.ToolCallEnded(0, 0));
        assertThat(events.get(ended + 1)).isInstanceOf(ChatEvent.ToolCallStarted.class);
    }

    @Test
    void reasoningFieldBecomesThinkingAndTagsInContentStay() {
        ChatResponse response = fixture("deepseek-reasoning");
        assertThat(response.first().content())
                .containsExactly(
                        ContentPart.Thinking.unsigned("Let me see <think>"), new ContentPart.Text("<think> is a tag"));
        assertThat(response.usage()).isEqualTo(new Usage(20, 16, 0, 12, 5, false, 0, Usage.Tier.STANDARD));
    }

    @Test
    void thinkTagsAtTheStartBecomeThinking() {
        assertThat(fixture("think-tags").first().content())
                .containsExactly(ContentPart.Thinking.unsigned("step 1 < 2"), new ContentPart.Text("Done </think>"));
    }

    @Test
    void signaturesComeWithTheirFamily() {
        assertThat(fixture("openrouter-claude-signature").first().content())
                .containsExactly(
                        ContentPart.Thinking.signed("I think", ModelFamily.ANTHROPIC, "c2ln"),
                        new ContentPart.Text("Hi"));
        assertThat(fixture("openrouter-gemini-call").first().content())
                .containsExactly(
                        ContentPart.Thinking.unsigned("plan"),
                        new ContentPart.ToolCall("tool_f_1", "f", "{}", false, Optional.of("R2VtU2ln")));
    }

    @Test
    void usageIsFoundWhereverVendorsPutIt() {
        assertThat(fixture("groq-usage").usage()).isEqualTo(Usage.of(9, 3));
        assertThat(fixture("kimi-usage-in-choice").usage())
                .isEqualTo(new Usage(9, 8, 0, 2, 0, false, 0, Usage.Tier.STANDARD));
        assertThat(fixture("xai-reasoning-beside").usage())
                .isEqualTo(new Usage(10, 0, 0, 105, 100, false, 0, Usage.Tier.STANDARD));
    }

    @Test
    void severalChoicesStayApart() {
        ChatResponse response = fixture("azure-two-choices");
        assertThat(response.choices()).hasSize(2);
        assertThat(response.choices().get(1).content())
                .containsExactly(new ContentPart.Text("B"), new ContentPart.Refusal("no"));
        assertThat(response.choices().get(1).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(response.id()).isEqualTo("chatcmpl-9");
    }

    @Test
    void customToolSentAsFunctionComesBackAsCustom() {
        ToolNames names = new ToolNames();
        names.markCustom("my.patch");
        String sent = names.fit("my.patch", 64);
        UpstreamRequest request = new UpstreamRequest(new byte[0], Map.of(), names);
        String body = ("{'id':'x','choices':[{'message':{'tool_calls':[{'id':'c','function':{'name':'" + sent
                        + "','arguments':'{\\\\\"input\\\\\":\\\\\"ls\\\\\"}'}}]},'finish_reason':'stop'}]}")
                .replace('\'', '"')
                .replace("\\\\\"", "\\\"");
        ChatResponse response = ChatResponseBuilder.fold(codec.readResponse(utf8(body), request));
        assertThat(response.first().content())
                .containsExactly(new ContentPart.ToolCall("c", "my.patch", "ls", true, Optional.empty()));
    }

    @Test
    void errorAmidAStreamIsAFailure() {
        String stream = "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n"
                + "data: {\"error\":{\"message\":\"Rate limit\",\"code\":429},\"choices\":[]}\n\ndata: [DONE]\n\n";
        List<ChatEvent> events = Replies.decode(codec, utf8(stream), 7);
        ChatEvent.Failed failed = (ChatEvent.Failed) events.get(events.size() - 1);
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(events).filteredOn(ChatEvent.Finished.class::isInstance).isEmpty();
    }

    @Test
    void errorInA200AnswerIsThrown() {
        assertThatThrownBy(() -> codec.readResponse(
                        utf8("{\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}"), Replies.sent()))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.OVERLOADED));
    }

    @Test
    void streamThatStopsInTheMiddleWasCutShort() {
        String stream = "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"<th\"}}]}\n\n";
        List<ChatEvent> events = Replies.decode(codec, utf8(stream), 1000);
        ChatEvent.Failed failed = (ChatEvent.Failed) events.get(events.size() - 1);
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.UPSTREAM_GARBLED);
        assertThat(failed.failure().message()).contains("cut short");
    }

    @Test
    void streamWithoutAnyChoiceIsGarbled() {
        assertThat(Replies.decode(codec, utf8("data: [DONE]\n\n"), 1000))
                .singleElement()
                .isInstanceOf(ChatEvent.Failed.class);
        assertThat(Replies.decode(codec, new byte[0], 1000)).singleElement().isInstanceOf(ChatEvent.Failed.class);
    }

    @Test
    void vendorsThatGiveUpInTheFinishReasonFail() {
        String stream =
                "data: {\"id\":\"1\",\"choices\":[{\"delta\":{},\"finish_reason\":\"insufficient_system_resource\"}]}\n\n";
        assertThat(Replies.decode(codec, utf8(stream), 1000))
                .last()
                .isInstanceOfSatisfying(
                        ChatEvent.Failed.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.OVERLOADED));
    }

    @Test
    void tapKnowsTheExtraUsageFrameAndErrors() {
        ReplyTap tap = codec.newTap();
        tap.accept(SseFrame.ofData("{\"choices\":[{\"delta\":{\"content\":\"say \\\"usage\\\":{\"}}],\"usage\":null}"));
        assertThat(tap.usage()).isEmpty();
        assertThat(tap.outputBytes()).isEqualTo(15);
        tap.accept(SseFrame.ofData("{\"choices\":[{\"delta\":{},\"finish_reason\":null}]}"));
        assertThat(tap.complete()).isFalse();
        tap.accept(SseFrame.ofData("{\"choices\":[{\"delta\":{},\"finish_reason\": \"stop\"}]}"));
        assertThat(tap.complete()).isTrue();
        tap.accept(SseFrame.ofData("{\"choices\":[],\"usage\": {\"prompt_tokens\":3,\"completion_tokens\":4}}"));
        assertThat(tap.usageOnly()).isTrue();
        assertThat(tap.usage()).contains(Usage.of(3, 4));
        tap.accept(SseFrame.ofData("{\"error\":{\"message\":\"gone\"}}"));
        assertThat(tap.usageOnly()).isFalse();
        assertThat(tap.failure()).isPresent();
    }

    @Test
    void usageOfAWholeAnswerIsFound() {
        String usage = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}";
        assertThat(codec.readUsage(utf8("{\"choices\":[{}]," + usage + "}"))).contains(Usage.of(3, 4));
        assertThat(codec.readUsage(utf8("{\"choices\":[{}],\"service_tier\":\"flex\"," + usage + "}")))
                .contains(Usage.of(3, 4).at(Usage.Tier.BATCH));
        assertThat(codec.readUsage(utf8("{\"choices\":[{}]}"))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> anyWrongValueIsReadOrGarbled() {
        return Fixtures.of(WireFormat.OPENAI_CHAT, ".upstream.json").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    JsonNode original = Json.MAPPER.readTree(Fixtures.read(file));
                    for (String replacement :
                            List.of("null", "-1.5", "1e400", "\"\"", "\"x\"", "[null,1]", "{\"a\":{}}")) {
                        for (int place = 0; place < places(original).size(); place++) {
                            JsonNode copy = original.deepCopy();
                            places(copy).get(place).accept(Json.MAPPER.readTree(replacement));
                            readOrRefuse(copy);
                        }
                    }
                }));
    }

    private void readOrRefuse(JsonNode answer) {
        codec.newTap().accept(SseFrame.ofData(answer.toString()));
        try {
            codec.readUsage(Json.bytes(answer));
            ChatResponseBuilder.fold(codec.readResponse(Json.bytes(answer), Replies.sent()));
            ChatResponseBuilder.fold(Replies.decode(codec, utf8("data: " + answer + "\n\ndata: [DONE]\n\n"), 1000));
        } catch (GatewayException e) {
            assertThat(e.failure().kind().status()).isGreaterThanOrEqualTo(400);
        } catch (RuntimeException e) {
            throw new AssertionError("neither read nor refused: " + answer, e);
        }
    }

    private static List<Consumer<JsonNode>> places(JsonNode node) {
        List<Consumer<JsonNode>> found = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                found.add(value -> object.set(name, value));
                found.addAll(places(object.get(name)));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                found.add(value -> array.set(index, value));
                found.addAll(places(array.get(i)));
            }
        }
        return found;
    }

    private ChatResponse fixture(String name) {
        return ChatResponseBuilder.fold(decode(name));
    }

    private List<ChatEvent> decode(String name) {
        return Fixtures.of(WireFormat.OPENAI_CHAT, "/" + name + ".upstream.sse").stream()
                .map(file -> Replies.decode(codec, Fixtures.read(file), 11))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
