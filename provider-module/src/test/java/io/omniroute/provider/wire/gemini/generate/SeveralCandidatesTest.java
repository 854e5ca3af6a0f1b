package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A stream of several candidates is complete when each of them is. */
class SeveralCandidatesTest {
    private final GeminiUpstreamCodec codec = new GeminiUpstreamCodec(new ThoughtSignatures());

    @Test
    void theOthersAreWaitedFor() {
        List<String> begun = List.of(chunk(text(0)), chunk(text(1)), chunk(end(0)), chunk(text(1)));
        assertThat(isComplete(begun)).isFalse();
        assertThat(decode(begun)).hasAtLeastOneElementOfType(ChatEvent.Failed.class);
        List<String> whole = List.of(chunk(text(0)), chunk(text(1)), chunk(end(0)), chunk(end(1)));
        assertThat(isComplete(whole)).isTrue();
        assertThat(decode(whole)).noneMatch(ChatEvent.Failed.class::isInstance);
    }

    @Test
    void severalShareAChunk() {
        assertThat(isComplete(List.of(chunk(end(0), text(1))))).isFalse();
        assertThat(isComplete(List.of(chunk(end(0), text(1)), chunk(end(1))))).isTrue();
        assertThat(isComplete(List.of("[" + chunk(end(0), text(1)) + "," + chunk(end(1)) + "]")))
                .isTrue();
    }

    @Test
    void theIndexMayBeLeftOut() {
        assertThat(isComplete(List.of("{\"candidates\":[{\"finishReason\":\"STOP\"}]}")))
                .isTrue();
    }

    @Test
    void argumentsAndUnspecifiedReasonsEndNothing() {
        String call = "{\"candidates\": [{\"content\": {\"parts\": [{\"functionCall\": {\"name\": \"f\", \"args\": "
                + "{\"finishReason\": \"STOP\", \"index\": 5}}}]}, \"index\": 0}]}";
        assertThat(isComplete(List.of(call))).isFalse();
        assertThat(isComplete(List.of(call, chunk(end(0))))).isTrue();
        assertThat(isComplete(List.of("{\"candidates\":[{\"finishReason\":\"FINISH_REASON_UNSPECIFIED\"}]}")))
                .isFalse();
        assertThat(isComplete(List.of("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}")))
                .isTrue();
    }

    private boolean isComplete(List<String> chunks) {
        ReplyTap tap = codec.newTap();
        chunks.forEach(chunk -> tap.accept(SseFrame.ofData(chunk)));
        return tap.complete();
    }

    private List<ChatEvent> decode(List<String> chunks) {
        String sse = chunks.stream().map(chunk -> "data: " + chunk + "\n\n").collect(Collectors.joining());
        return Replies.decode(codec, sse.getBytes(StandardCharsets.UTF_8), 1000);
    }

    private static String chunk(String... candidates) {
        return "{\"candidates\":[" + String.join(",", candidates) + "]}";
    }

    private static String text(int index) {
        return "{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"index\":" + index + "}";
    }

    private static String end(int index) {
        return "{\"content\":{\"parts\":[{\"text\":\"!\"}]},\"finishReason\":\"STOP\",\"index\":" + index + "}";
    }
}
