package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.wire.Replies;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream of several choices is complete when each of them is. */
class SeveralChoicesTest {
    private static final String USAGE = "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}";

    private final OpenAiChatUpstreamCodec codec = new OpenAiChatUpstreamCodec();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 63, 64, 127, 4_000_000})
    void theOthersAreWaitedFor(int other) {
        List<String> begun = List.of(text(0), text(other), end(0), text(other), USAGE);
        assertThat(Replies.isComplete(codec, begun)).isFalse();
        assertThat(Replies.isComplete(codec, and(begun, end(other)))).isTrue();
        assertThat(Replies.isComplete(codec, and(begun, "[DONE]"))).isTrue();
    }

    @Test
    void theTranslatedRoadWaitsForThemToo() {
        List<String> begun = List.of(text(0), text(1), end(0), text(1), USAGE);
        assertThat(Replies.decode(codec, begun)).hasAtLeastOneElementOfType(ChatEvent.Failed.class);
        assertThat(Replies.decode(codec, and(begun, end(1)))).noneMatch(ChatEvent.Failed.class::isInstance);
    }

    @Test
    void oneMayBeginWhenAnotherHasEnded() {
        assertThat(Replies.isComplete(codec, List.of(text(0), end(0), text(1)))).isFalse();
        assertThat(Replies.isComplete(codec, List.of(text(0), end(0), text(1), end(1))))
                .isTrue();
    }

    @Test
    void severalShareAChunk() {
        assertThat(Replies.isComplete(codec, List.of(chunk(choice(0, null), choice(1, "stop")))))
                .isFalse();
        assertThat(Replies.isComplete(codec, List.of(chunk(choice(0, null), choice(1, "stop")), end(0))))
                .isTrue();
        assertThat(Replies.isComplete(codec, List.of(chunk(choice(0, "length"), choice(1, "stop")))))
                .isTrue();
    }

    @Test
    void theIndexMayStandAnywhereOrNowhere() {
        String last = "{\"choices\": [{\"delta\": {\"content\": \"}]\\\"\"}, \"finish_reason\": null, \"index\" : 2}]}";
        assertThat(Replies.isComplete(codec, List.of(last, end(0)))).isFalse();
        assertThat(Replies.isComplete(codec, List.of(last, end(0), end(2)))).isTrue();
        assertThat(Replies.isComplete(
                        codec,
                        List.of(
                                "{\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}",
                                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}")))
                .isTrue();
    }

    @Test
    void theIndexOfACallIsNoChoice() {
        String call = "{\"choices\":[{\"index\":%d,\"delta\":{\"tool_calls\":[{\"index\":%d,\"function\":"
                + "{\"arguments\":\"{}\"}}]},\"finish_reason\":null}]}";
        assertThat(Replies.isComplete(codec, List.of(call.formatted(0, 0), call.formatted(0, 3), end(0))))
                .isTrue();
        assertThat(Replies.isComplete(codec, List.of(call.formatted(0, 0), call.formatted(1, 0), end(0))))
                .isFalse();
    }

    @Test
    void anEmptyReasonIsNone() {
        assertThat(Replies.isComplete(codec, List.of(text(0), "{\"choices\":[{\"index\":0,\"finish_reason\":\"\"}]}")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"choices\":[{\"finish_reason\":\"stop\"", "{\"choices\":[{\"finish_reason\":\"stop\",,]"})
    void aBrokenChunkEndsNothing(String broken) {
        assertThat(Replies.isComplete(codec, List.of(text(0), broken))).isFalse();
    }

    private static List<String> and(List<String> chunks, String last) {
        return Stream.concat(chunks.stream(), Stream.of(last)).toList();
    }

    private static String text(int index) {
        return chunk(choice(index, null));
    }

    private static String end(int index) {
        return chunk(choice(index, "stop"));
    }

    private static String chunk(String... choices) {
        return "{\"id\":\"x\",\"choices\":[" + String.join(",", choices) + "]}";
    }

    private static String choice(int index, String reason) {
        String word = reason == null ? "null" : "\"" + reason + "\"";
        return "{\"index\":" + index + ",\"delta\":{\"content\":\"Hi\"},\"finish_reason\":" + word + "}";
    }
}
