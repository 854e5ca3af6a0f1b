package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Replies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What our encoder writes, our decoder reads: streamed or whole, nothing of a reply is lost or doubled. */
class RoundTripTest {
    private final OpenAiResponsesClientCodec client = new OpenAiResponsesClientCodec();
    private final OpenAiResponsesUpstreamCodec vendor = new OpenAiResponsesUpstreamCodec();

    @Property(tries = 300)
    void streamedReplyComesBackAsItWas(@ForAll("replies") List<ChatEvent> events) {
        ChatResponse streamed = ChatResponseBuilder.fold(Replies.decode(vendor, Streams.encode(events), 1 << 16));
        ChatResponse original = ChatResponseBuilder.fold(events);
        assertThat(plain(streamed.first().content()))
                .isEqualTo(plain(original.first().content()));
        assertThat(streamed.usage()).isEqualTo(original.usage());
    }

    @Property(tries = 300)
    void streamAndWholeAreTheSameReply(@ForAll("replies") List<ChatEvent> events) {
        ChatResponse streamed = ChatResponseBuilder.fold(Replies.decode(vendor, Streams.encode(events), 1 << 16));
        byte[] whole = client.writeResponse(ChatResponseBuilder.fold(events), Streams.context());
        assertThat(ChatResponseBuilder.fold(vendor.readResponse(whole, Replies.sent())))
                .isEqualTo(streamed);
    }

    @Property(tries = 300)
    void lastEventRepeatsTheItemsThatWereStreamed(@ForAll("replies") List<ChatEvent> events) {
        List<JsonNode> sent = Streams.events(Streams.encode(events));
        Map<Integer, JsonNode> added = new TreeMap<>();
        Map<Integer, JsonNode> done = new TreeMap<>();
        for (JsonNode event : sent) {
            int index = event.path("output_index").asInt();
            switch (event.path("type").textValue()) {
                case "response.output_item.added" ->
                    assertThat(added.put(index, event.path("item"))).isNull();
                case "response.output_item.done" ->
                    assertThat(done.put(index, event.path("item"))).isNull();
                default -> {}
            }
        }
        JsonNode last = sent.get(sent.size() - 1).path("response");
        assertThat(last.path("output")).containsExactlyElementsOf(done.values());
        assertThat(added.keySet()).isEqualTo(done.keySet());
        JsonNode whole = Streams.json(client.writeResponse(ChatResponseBuilder.fold(events), Streams.context()));
        assertThat(whole).isEqualTo(last);
    }

    /** Ids of thoughts are ours, and a call without arguments is written as {@code {}}. */
    private static List<ContentPart> plain(List<ContentPart> parts) {
        return parts.stream().map(RoundTripTest::plain).toList();
    }

    private static ContentPart plain(ContentPart part) {
        if (part instanceof ContentPart.Thinking t) {
            return new ContentPart.Thinking(t.text(), t.family(), t.signature(), t.redacted(), Optional.empty());
        }
        if (part instanceof ContentPart.ToolCall c && c.arguments().isEmpty() && !c.custom()) {
            return new ContentPart.ToolCall(c.id(), c.name(), "{}", false, c.signature());
        }
        return part;
    }

    @Provide
    Arbitrary<List<ChatEvent>> replies() {
        Arbitrary<FinishReason> reason = Arbitraries.of(FinishReason.STOP, FinishReason.LENGTH);
        return Combinators.combine(block().list().ofMaxSize(6), reason).as((blocks, end) -> {
            List<ChatEvent> events = new ArrayList<>();
            events.add(new ChatEvent.Started("id", "model"));
            int calls = 0;
            for (Block block : blocks) {
                calls += block.play(events, calls);
            }
            events.add(new ChatEvent.UsageReported(new Usage(20, 5, 3, 10, 4, false, 0, Usage.Tier.STANDARD)));
            events.add(new ChatEvent.Finished(0, end, Optional.empty()));
            return events;
        });
    }

    private static Arbitrary<Block> block() {
        return Arbitraries.oneOf(
                fragments().map(Block::text),
                fragments().map(Block::refusal),
                Combinators.combine(fragments(), Arbitraries.of(ModelFamily.values()), Arbitraries.of(true, false))
                        .as(Block::thinking),
                Combinators.combine(
                                fragments(),
                                fragments(),
                                Arbitraries.of("f", "ns--f", "f-2"),
                                Arbitraries.of(true, false))
                        .as(Block::twoCalls),
                Arbitraries.just(Block.image()));
    }

    private static Arbitrary<List<String>> fragments() {
        return Arbitraries.of("a", "\"", "\\", "é", "👩‍🚀", "\n", "{\"x\":1}", " ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    /** Some events of a reply that belong together. */
    private interface Block {
        /** @return how many calls it added to those before */
        int play(List<ChatEvent> events, int calls);

        static Block text(List<String> fragments) {
            return (events, calls) -> {
                fragments.forEach(text -> events.add(new ChatEvent.TextDelta(0, text)));
                return 0;
            };
        }

        static Block refusal(List<String> fragments) {
            return (events, calls) -> {
                fragments.forEach(text -> events.add(new ChatEvent.RefusalDelta(0, text)));
                return 0;
            };
        }

        static Block thinking(List<String> fragments, ModelFamily family, boolean redacted) {
            return (events, calls) -> {
                fragments.forEach(text -> events.add(new ChatEvent.ThinkingDelta(0, text)));
                if (family != ModelFamily.UNSIGNED) {
                    boolean hidden = redacted && family == ModelFamily.ANTHROPIC;
                    events.add(new ChatEvent.ThinkingSigned(0, family, "sig", hidden, Optional.empty()));
                }
                return 0;
            };
        }

        static Block twoCalls(List<String> first, List<String> second, String name, boolean signed) {
            return (events, calls) -> {
                Optional<String> signature = signed ? Optional.of("gem") : Optional.empty();
                events.add(new ChatEvent.ToolCallStarted(0, calls, "call_" + calls, name, false, signature));
                events.add(new ChatEvent.ToolArguments(0, calls, first.get(0)));
                events.add(new ChatEvent.ToolCallStarted(0, calls + 1, "call_x" + calls, "tool", signed, signature));
                second.forEach(text -> events.add(new ChatEvent.ToolArguments(0, calls + 1, text)));
                first.forEach(text -> events.add(new ChatEvent.ToolArguments(0, calls, text)));
                events.add(new ChatEvent.ToolCallEnded(0, calls + 1));
                events.add(new ChatEvent.ToolCallEnded(0, calls));
                return 2;
            };
        }

        static Block image() {
            return (events, calls) -> {
                events.add(new ChatEvent.MediaProduced(
                        0, new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo="))));
                return 0;
            };
        }
    }
}
