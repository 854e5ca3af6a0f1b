package io.omniroute.provider.wire.anthropic.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, what leaves obeys Anthropic's rules of conversation. */
class ConversationRulesTest {
    private final AnthropicClientCodec client = new AnthropicClientCodec();
    private final AnthropicUpstreamCodec upstream = new AnthropicUpstreamCodec();

    @Property(tries = 500)
    void everyConversationObeysTheRules(
            @ForAll("conversations") List<Message> messages, @ForAll Set<Quirk> quirks, @ForAll boolean reasoning) {
        Requests request = Requests.of(ChatRequest.of("m", messages));
        if (reasoning) {
            request.reasoning(Reasoning.ofEffort(Reasoning.Effort.HIGH));
        }
        WireTarget target = new WireTarget("m", java.util.OptionalInt.empty(), true, quirks);
        JsonNode body = Requests.body(upstream.writeRequest(request.build(), target, new Losses()));
        check(body.path("messages"));
        body.path("system")
                .forEach(block -> assertThat(block.path("text").asText()).isNotBlank());
        // and a strict reader takes it
        assertThat(client.readRequest(Json.bytes(body), Envelope.ofPath("m", false, false), new Losses())
                        .messages())
                .isNotEmpty();
    }

    @Test
    void ownFormatSurvivesTheRoundTrip() {
        byte[] body = Fixtures.read(Fixtures.of(WireFormat.ANTHROPIC_MESSAGES, "claude-code.client.json")
                .get(0));
        Envelope envelope = Envelope.ofPath("acme/model", true, false);
        ChatRequest request = client.readRequest(body, envelope, new Losses());
        WireTarget target = WireTarget.of("claude", Quirk.ADAPTIVE_THINKING);
        byte[] written = upstream.writeRequest(request, target, new Losses()).body();
        assertThat(client.readRequest(written, envelope, new Losses())).isEqualTo(request);
    }

    private static void check(JsonNode messages) {
        assertThat(messages.path(0).path("role").asText()).isEqualTo("user");
        Set<String> ids = new HashSet<>();
        List<String> awaited = List.of();
        String previous = "assistant";
        for (JsonNode message : messages) {
            assertThat(message.path("role").asText()).isNotEqualTo(previous);
            assertThat(message.path("content")).isNotEmpty();
            assertThat(leading(message.path("content"))).containsExactlyInAnyOrderElementsOf(awaited);
            awaited = new ArrayList<>();
            for (JsonNode block : message.path("content")) {
                if (block.has("text")) {
                    assertThat(block.path("text").asText()).isNotBlank();
                }
                if (block.path("type").asText().equals("tool_use")) {
                    assertThat(ids.add(block.path("id").asText())).isTrue();
                    awaited.add(block.path("id").asText());
                } else {
                    assertThat(awaited).as("nothing stands behind a call").isEmpty();
                }
            }
            previous = message.path("role").asText();
        }
        assertThat(awaited).as("calls without a result").isEmpty();
    }

    /** The ids of the results at the head; none may stand further back. */
    private static List<String> leading(JsonNode content) {
        List<String> ids = new ArrayList<>();
        boolean head = true;
        for (JsonNode block : content) {
            boolean result = block.path("type").asText().equals("tool_result");
            assertThat(result && !head).isFalse();
            head &= result;
            if (result) {
                ids.add(block.path("tool_use_id").asText());
            }
        }
        return ids;
    }

    @Provide
    Arbitrary<List<Message>> conversations() {
        Arbitrary<String> text = Arbitraries.of("", " ", "a", "b \n");
        Arbitrary<String> id = Arbitraries.of("a", "b", "a_2", "x:1", "");
        Arbitrary<ContentPart> texts = text.map(ContentPart.Text::new);
        Arbitrary<ContentPart> thoughts = text.flatMap(t -> Arbitraries.of(ModelFamily.class)
                .map(family ->
                        new ContentPart.Thinking(t, family, Optional.of("s"), family.ordinal() > 2, Optional.empty())));
        Arbitrary<ContentPart> calls = id.map(i -> new ContentPart.ToolCall(i, "f", i));
        Arbitrary<ContentPart> results =
                id.flatMap(i -> text.map(t -> new ContentPart.ToolResult(i, List.of(new ContentPart.Text(t)), true)));
        Arbitrary<ContentPart> images =
                Arbitraries.just(new ContentPart.Image(new MediaSource.Inline("image/png", "QQ==")));
        Arbitrary<Message> assistant = Arbitraries.oneOf(texts, thoughts, calls, images)
                .list()
                .ofMaxSize(4)
                .map(parts -> new Message(Message.Role.ASSISTANT, parts));
        Arbitrary<Message> user = Arbitraries.oneOf(texts, results, images)
                .list()
                .ofMaxSize(4)
                .map(parts -> new Message(Message.Role.USER, parts));
        Arbitrary<Message> system = text.map(t -> Message.text(Message.Role.SYSTEM, t));
        return Arbitraries.oneOf(assistant, user, system).list().ofMinSize(1).ofMaxSize(8);
    }
}
