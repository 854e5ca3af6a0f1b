package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ContentPart.Thinking;
import io.omniroute.provider.chat.ContentPart.ToolCall;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import io.omniroute.provider.wire.anthropic.messages.AnthropicUpstreamCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Thoughts of other vendors, on their way through clients that keep thoughts and through such that do not. */
class CarriedThoughtsTest {
    private static final Thinking THOUGHT = Thinking.signed("Look at the sky.", ModelFamily.ANTHROPIC, "EqQB+/9=");
    private static final List<ChatEvent> ROUND = List.of(
            new ChatEvent.Started("r1", "claude"),
            new ChatEvent.ThinkingDelta(0, "Look at "),
            new ChatEvent.ThinkingDelta(0, "the sky."),
            new ChatEvent.ThinkingSigned(0, ModelFamily.ANTHROPIC, "EqQB+/9=", false, Optional.empty()),
            new ChatEvent.TextDelta(0, "I look."),
            new ChatEvent.ToolCallStarted(0, 0, "toolu_1", "sky", false, Optional.empty()),
            new ChatEvent.ToolCallEnded(0, 0),
            new ChatEvent.ToolCallStarted(0, 1, "toolu_2", "sky", false, Optional.empty()),
            new ChatEvent.ToolCallEnded(0, 1),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty()));

    private final GeminiClientCodec codec = new GeminiClientCodec();

    @Test
    void aClientThatLeavesThoughtsOutReturnsThemWithTheFirstCall() throws IOException {
        assertThat(returned(streamed(), part -> !part.path("thought").asBoolean()))
                .containsExactly(new ContentPart.Text("I look."), THOUGHT, call("toolu_1"), call("toolu_2"));
    }

    @Test
    void aWholeAnswerCarriesTheSame() throws IOException {
        assertThat(returned(whole(), part -> !part.path("thought").asBoolean()))
                .containsExactly(new ContentPart.Text("I look."), THOUGHT, call("toolu_1"), call("toolu_2"));
    }

    @Test
    void aClientThatKeepsThoughtsHasThemOnce() throws IOException {
        List<ContentPart> once = List.of(THOUGHT, new ContentPart.Text("I look."), call("toolu_1"), call("toolu_2"));
        assertThat(returned(streamed(), part -> true)).isEqualTo(once);
        assertThat(returned(whole(), part -> true)).isEqualTo(once);
    }

    @Test
    void anthropicGetsItsThoughtsBackAndThinksOn() {
        byte[] body = Fixtures.read(Fixtures.of(WireFormat.GEMINI, "/thoughts-left-out-of-history.client.json")
                .get(0));
        ChatRequest request = codec.readRequest(body, Envelope.ofPath("claude", false, false), new Losses());
        WireTarget target = new WireTarget("claude-x", OptionalInt.of(64_000), true, Set.of());
        JsonNode sent = json(new AnthropicUpstreamCodec()
                .writeRequest(request, target, new Losses())
                .body());
        assertThat(sent.at("/thinking/type").asText()).isEqualTo("enabled");
        JsonNode turn = sent.at("/messages/1/content");
        assertThat(turn.at("/0/type").asText()).isEqualTo("thinking");
        assertThat(turn.at("/0/thinking").asText()).isEqualTo("The user wants the files.");
        assertThat(turn.at("/0/signature").asText()).isEqualTo("EqQBCkYIBhgC+/9=");
        assertThat(turn.at("/1/data").asText()).isEqualTo("Erq5");
        assertThat(turn.at("/2/text").asText()).isEqualTo("Let me look.");
        assertThat(turn.at("/3/type").asText()).isEqualTo("tool_use");
    }

    @Test
    void survivesTheUrlSafeAlphabetAndTellsStrangersApart() {
        Thinking reasoning =
                new Thinking("~~??>>ÿ", ModelFamily.OPENAI, Optional.of("gAAA~"), false, Optional.of("rs_1"));
        String carried = CarriedThoughts.encode(List.of(reasoning)).orElseThrow();
        assertThat(CarriedThoughts.decode(carried.replace('+', '-').replace('/', '_')))
                .containsExactly(reasoning);
        assertThat(CarriedThoughts.decode("AQID")).isEmpty();
        assertThat(CarriedThoughts.decode(carried.substring(0, 40))).isEmpty();
        assertThat(CarriedThoughts.encode(
                        List.of(Thinking.signed("a", ModelFamily.GEMINI, "b"), Thinking.unsigned("c"))))
                .isEmpty();
    }

    @Test
    void aConversationWithForeignSignaturesIsKnownAsSuch() {
        String carried = CarriedThoughts.encode(List.of(THOUGHT)).orElseThrow();
        assertThat(GeminiClientCodec.holdsForeignSignatures(utf8("{\"a\":\"" + carried + "\"}")))
                .isTrue();
        assertThat(GeminiClientCodec.holdsForeignSignatures(utf8("{\"thoughtSignature\":\"b21uAQID\"}")))
                .isFalse();
    }

    private static ToolCall call(String id) {
        return new ToolCall(id, "sky", "{}");
    }

    private ArrayNode streamed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamEncoder encoder = codec.newStreamEncoder(context(true));
        for (ChatEvent event : ROUND) {
            encoder.encode(event, out);
        }
        encoder.end(out);
        ArrayNode parts = Json.MAPPER.createArrayNode();
        for (JsonNode fragment : json(out.toByteArray())) {
            parts.addAll((ArrayNode) fragment.at("/candidates/0/content/parts"));
        }
        return parts;
    }

    private ArrayNode whole() {
        byte[] written = codec.writeResponse(ChatResponseBuilder.fold(ROUND), context(false));
        return (ArrayNode) json(written).at("/candidates/0/content/parts");
    }

    /** The model's turn as the gateway reads it from the client's next request. */
    private List<ContentPart> returned(ArrayNode parts, Predicate<JsonNode> kept) {
        ObjectNode body = Json.object();
        ArrayNode contents = body.putArray("contents");
        contents.addObject().put("role", "user").putArray("parts").addObject().put("text", "Hi");
        ArrayNode turn = contents.addObject().put("role", "model").putArray("parts");
        parts.forEach(part -> {
            if (kept.test(part)) {
                turn.add(part);
            }
        });
        contents.addObject().put("role", "user").putArray("parts").addObject().put("text", "Go on");
        ChatRequest request =
                codec.readRequest(Json.bytes(body), Envelope.ofPath("claude", false, false), new Losses());
        return request.messages().get(1).content();
    }

    private static ReplyContext context(boolean streamed) {
        ChatRequest request = ChatRequest.of("asked", List.of(Message.text(Role.USER, "Hi")));
        return new ReplyContext("req-1", Instant.EPOCH, Envelope.ofPath("asked", streamed, streamed), request);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
