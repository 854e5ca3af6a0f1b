package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ClientCodecContract;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Replies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What leaves as a stream and what leaves whole must mean the same, and come back from a client unharmed. */
class ChatRoundTripTest {
    private final OpenAiChatUpstreamCodec upstream = new OpenAiChatUpstreamCodec();
    private final OpenAiChatClientCodec client = new OpenAiChatClientCodec();

    @Property(tries = 400)
    void streamAndWholeFormMeanTheSame(@ForAll("replies") List<ChatEvent> events) throws IOException {
        assertThat(throughStream(events)).isEqualTo(throughWhole(events));
    }

    @Property(tries = 200)
    void nothingButOrderIsLostInAnyMix(@ForAll("mixes") List<ChatEvent> events) throws IOException {
        ChatResponse original = ChatResponseBuilder.fold(events);
        for (ChatResponse read : List.of(throughStream(events), throughWhole(events))) {
            assertThat(summary(read)).isEqualTo(summary(original));
        }
    }

    @Property(tries = 200)
    void signedRepliesComeBackFromAClient(@ForAll("replies") List<ChatEvent> events) throws IOException {
        ChatResponse original = throughWhole(events);
        ObjectNode body = Json.object();
        JsonNode message = Json.MAPPER
                .readTree(client.writeResponse(ChatResponseBuilder.fold(events), Contexts.of(false)))
                .at("/choices/0/message");
        body.putArray("messages").add(message);
        Message back = client.readRequest(Json.bytes(body), ClientCodecContract.ENVELOPE, new Losses())
                .messages()
                .get(0);
        assertThat(back.content()).isEqualTo(original.first().content());
    }

    @Provide
    Arbitrary<List<ChatEvent>> replies() {
        Arbitrary<List<ChatEvent>> thoughts = thought().list().ofMaxSize(4).map(lists -> lists.stream()
                .flatMap(List::stream)
                .toList());
        Arbitrary<List<ChatEvent>> texts = text().list().ofMaxSize(4);
        return Combinators.combine(thoughts, texts, calls()).as((thinking, text, calls) -> {
            List<ChatEvent> events = new ArrayList<>(thinking);
            events.addAll(text);
            events.addAll(calls);
            return framed(events, !calls.isEmpty());
        });
    }

    @Provide
    Arbitrary<List<ChatEvent>> mixes() {
        Arbitrary<ChatEvent> plainThought = words().map(text -> new ChatEvent.ThinkingDelta(0, text));
        Arbitrary<List<ChatEvent>> mixed =
                Arbitraries.oneOf(text(), plainThought).list().ofMaxSize(8);
        return Combinators.combine(mixed, calls(), mixed).as((before, calls, after) -> {
            List<ChatEvent> events = new ArrayList<>(before);
            events.addAll(calls);
            events.addAll(after);
            return framed(events, !calls.isEmpty());
        });
    }

    private static List<ChatEvent> framed(List<ChatEvent> events, boolean calls) {
        List<ChatEvent> framed = new ArrayList<>();
        framed.add(new ChatEvent.Started("chatcmpl-1", "acme/model"));
        framed.addAll(events);
        framed.add(new ChatEvent.Finished(0, calls ? FinishReason.TOOL_CALLS : FinishReason.STOP, Optional.empty()));
        framed.add(new ChatEvent.UsageReported(new Usage(9, 4, 0, 7, 2, false, 0, Usage.Tier.STANDARD)));
        return framed;
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("ab {}\"\\\n<>/é😀".replace("😀", ""))
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    /** Never opens with a tag: what looks like one is read as thoughts, on purpose. */
    private static Arbitrary<ChatEvent> text() {
        return words().map(text -> new ChatEvent.TextDelta(0, "x" + text));
    }

    private static Arbitrary<List<ChatEvent>> thought() {
        Arbitrary<ModelFamily> family = Arbitraries.of(ModelFamily.ANTHROPIC, ModelFamily.GEMINI, ModelFamily.OPENAI);
        Arbitrary<List<ChatEvent>> signed = Combinators.combine(
                        words().list().ofMaxSize(3), family, Arbitraries.of(true, false))
                .as(ChatRoundTripTest::signed);
        Arbitrary<List<ChatEvent>> open = words().map(text -> List.of(new ChatEvent.ThinkingDelta(0, text)));
        return Arbitraries.oneOf(signed, open);
    }

    private static List<ChatEvent> signed(List<String> texts, ModelFamily family, boolean redacted) {
        List<ChatEvent> events = new ArrayList<>();
        texts.forEach(text -> events.add(new ChatEvent.ThinkingDelta(0, text)));
        Optional<String> id = family == ModelFamily.OPENAI ? Optional.of("rs_1") : Optional.empty();
        events.add(new ChatEvent.ThinkingSigned(0, family, "c2ln", redacted && family == ModelFamily.ANTHROPIC, id));
        return events;
    }

    private static Arbitrary<List<ChatEvent>> calls() {
        Arbitrary<List<String>> arguments = words().list().ofMaxSize(3);
        return Combinators.combine(
                        arguments,
                        arguments,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 2))
                .as((first, second, custom, signed, count) -> calls(List.of(first, second), custom, signed, count));
    }

    /** Up to two calls whose arguments interleave. */
    private static List<ChatEvent> calls(List<List<String>> arguments, boolean custom, boolean signed, int count) {
        List<ChatEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<String> signature = signed && i == 0 ? Optional.of("R2Vt") : Optional.empty();
            events.add(new ChatEvent.ToolCallStarted(0, i, "call_" + i, "f" + i, custom && i == 1, signature));
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < count; i++) {
                if (round < arguments.get(i).size()) {
                    // a head and a body that never close keep the text from ending early
                    events.add(new ChatEvent.ToolArguments(
                            0, i, "[" + arguments.get(i).get(round).replaceAll("[]}\"\\\\]", "")));
                }
            }
        }
        for (int i = 0; i < count; i++) {
            events.add(new ChatEvent.ToolCallEnded(0, i));
        }
        return events;
    }

    private ChatResponse throughStream(List<ChatEvent> events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChatStreamEncoder encoder = new ChatStreamEncoder(Contexts.of(true));
        for (ChatEvent event : events) {
            encoder.encode(event, out);
        }
        encoder.end(out);
        return ChatResponseBuilder.fold(Replies.decode(upstream, out.toByteArray(), 13));
    }

    private ChatResponse throughWhole(List<ChatEvent> events) {
        byte[] whole = client.writeResponse(ChatResponseBuilder.fold(events), Contexts.of(true));
        return ChatResponseBuilder.fold(upstream.readResponse(whole, Replies.sent()));
    }

    private static String summary(ChatResponse response) {
        List<ContentPart> parts = response.first().content();
        MessageText texts = MessageText.of(parts);
        String calls = parts.stream()
                .filter(ContentPart.ToolCall.class::isInstance)
                .map(part -> (ContentPart.ToolCall) part)
                .map(call -> call.id()
                        + call.name()
                        + (call.arguments().isBlank() && !call.custom() ? "{}" : call.arguments()))
                .collect(Collectors.joining(","));
        return texts.content() + "|" + texts.thoughts() + "|" + calls + "|" + response.usage() + "|"
                + response.first().finishReason();
    }
}
