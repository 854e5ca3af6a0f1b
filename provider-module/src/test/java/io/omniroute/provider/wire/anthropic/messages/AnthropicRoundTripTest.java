package io.omniroute.provider.wire.anthropic.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Replies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What our encoder writes, our decoder reads, and both agree with the whole path. */
class AnthropicRoundTripTest {
    private final AnthropicUpstreamCodec upstream = new AnthropicUpstreamCodec();
    private final AnthropicClientCodec client = new AnthropicClientCodec();

    @Property(tries = 300)
    void streamAndWholeFoldToTheSameResponse(
            @ForAll("contents") List<List<ChatEvent>> contents, @ForAll @IntRange(min = 1, max = 200) int chunk) {
        List<ChatEvent> events = reply(contents);
        ChatResponse streamed =
                ChatResponseBuilder.fold(Replies.decode(upstream, AnthropicReplies.encode(events), chunk));
        byte[] body = client.writeResponse(ChatResponseBuilder.fold(events), AnthropicReplies.CONTEXT);
        ChatResponse whole = ChatResponseBuilder.fold(upstream.readResponse(body, Replies.sent()));
        assertThat(streamed).isEqualTo(whole);
    }

    @Property(tries = 200)
    void nothingIsLostOnTheWay(@ForAll("contents") List<List<ChatEvent>> contents) {
        List<ChatEvent> events = reply(contents);
        ChatResponse streamed =
                ChatResponseBuilder.fold(Replies.decode(upstream, AnthropicReplies.encode(events), 1 << 20));
        ChatResponse original = ChatResponseBuilder.fold(events);
        assertThat(streamed.first().content()).isEqualTo(original.first().content());
        assertThat(streamed.usage()).isEqualTo(original.usage());
    }

    @Property(tries = 200)
    void interleavedCallsKeepTheirArguments(@ForAll("interleavings") List<Integer> turns) {
        List<ChatEvent> events = new ArrayList<>();
        events.add(new ChatEvent.Started("msg_1", "m"));
        int[] sent = new int[3];
        for (int call = 0; call < 3; call++) {
            events.add(new ChatEvent.ToolCallStarted(0, call, "t" + call, "f", false, Optional.empty()));
        }
        for (int call : turns) {
            events.add(new ChatEvent.ToolArguments(0, call, call + "." + sent[call]++ + ";"));
        }
        for (int call = 2; call >= 0; call--) {
            events.add(new ChatEvent.ToolArguments(0, call, "end"));
            events.add(new ChatEvent.ToolCallEnded(0, call));
        }
        events.add(new ChatEvent.Finished(0, FinishReason.TOOL_CALLS, Optional.empty()));
        ChatResponse streamed =
                ChatResponseBuilder.fold(Replies.decode(upstream, AnthropicReplies.encode(events), 1 << 20));
        assertThat(streamed.first().content())
                .isEqualTo(ChatResponseBuilder.fold(events).first().content());
    }

    @Provide
    Arbitrary<List<Integer>> interleavings() {
        return Arbitraries.integers().between(0, 2).list().ofMaxSize(20);
    }

    /** Parts as decoders emit them; a call's index is filled in by {@link #reply}. */
    @Provide
    Arbitrary<List<List<ChatEvent>>> contents() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ab \n\"\\é😀{}")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(s -> s.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        Arbitrary<List<ChatEvent>> texts =
                text.map(t -> List.of(new ChatEvent.TextDelta(0, t), new ChatEvent.TextDelta(0, "!")));
        Arbitrary<List<ChatEvent>> signed =
                text.flatMap(t -> Arbitraries.of(ModelFamily.ANTHROPIC, ModelFamily.GEMINI, ModelFamily.OPENAI)
                        .map(family -> List.of(
                                new ChatEvent.ThinkingDelta(0, t),
                                new ChatEvent.ThinkingSigned(
                                        0,
                                        family,
                                        "c2ln",
                                        false,
                                        family == ModelFamily.OPENAI ? Optional.of("rs_1") : Optional.empty()))));
        Arbitrary<List<ChatEvent>> redacted = text.map(
                t -> List.of(new ChatEvent.ThinkingSigned(0, ModelFamily.ANTHROPIC, t, true, Optional.empty())));
        Arbitrary<List<ChatEvent>> calls = Arbitraries.of("{\"x\":1}", "{}", "{\"a\":\"é\",\"b\":[null]}")
                .map(json -> List.of(
                        new ChatEvent.ToolCallStarted(0, 0, "t", "f", false, Optional.empty()),
                        new ChatEvent.ToolArguments(0, 0, json.substring(0, 1)),
                        new ChatEvent.ToolArguments(0, 0, json.substring(1)),
                        new ChatEvent.ToolCallEnded(0, 0)));
        return Arbitraries.oneOf(texts, signed, redacted, calls).list().ofMaxSize(6);
    }

    private static List<ChatEvent> reply(List<List<ChatEvent>> contents) {
        List<ChatEvent> events = new ArrayList<>();
        events.add(new ChatEvent.Started("msg_1", "m"));
        int calls = 0;
        for (List<ChatEvent> part : contents) {
            for (ChatEvent event : part) {
                events.add(
                        switch (event) {
                            case ChatEvent.ToolCallStarted e ->
                                new ChatEvent.ToolCallStarted(
                                        0, calls, e.id() + calls, e.name(), false, Optional.empty());
                            case ChatEvent.ToolArguments e -> new ChatEvent.ToolArguments(0, calls, e.fragment());
                            case ChatEvent.ToolCallEnded ignored -> new ChatEvent.ToolCallEnded(0, calls);
                            default -> event;
                        });
                calls += event instanceof ChatEvent.ToolCallEnded ? 1 : 0;
            }
        }
        FinishReason reason = calls > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        events.add(new ChatEvent.Finished(0, reason, Optional.empty()));
        events.add(new ChatEvent.UsageReported(new Usage(30, 10, 5, 7, 0, false, 0, Usage.Tier.STANDARD)));
        return events;
    }
}
