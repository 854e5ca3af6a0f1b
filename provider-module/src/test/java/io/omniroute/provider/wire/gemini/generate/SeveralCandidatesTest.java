package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.wire.Replies;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream of several candidates is complete when each of them is. */
class SeveralCandidatesTest {
    private final GeminiUpstreamCodec codec = new GeminiUpstreamCodec(new ThoughtSignatures());

    @Test
    void theOthersAreWaitedFor() {
        List<String> begun = List.of(chunk(text(0)), chunk(text(1)), chunk(end(0)), chunk(text(1)));
        assertThat(Replies.isComplete(codec, begun)).isFalse();
        assertThat(Replies.decode(codec, begun)).hasAtLeastOneElementOfType(ChatEvent.Failed.class);
        List<String> whole = List.of(chunk(text(0)), chunk(text(1)), chunk(end(0)), chunk(end(1)));
        assertThat(Replies.isComplete(codec, whole)).isTrue();
        assertThat(Replies.decode(codec, whole)).noneMatch(ChatEvent.Failed.class::isInstance);
    }

    @Test
    void severalShareAChunk() {
        assertThat(Replies.isComplete(codec, List.of(chunk(end(0), text(1))))).isFalse();
        assertThat(Replies.isComplete(codec, List.of(chunk(end(0), text(1)), chunk(end(1)))))
                .isTrue();
        assertThat(Replies.isComplete(codec, List.of("[" + chunk(end(0), text(1)) + "," + chunk(end(1)) + "]")))
                .isTrue();
    }

    @Test
    void theIndexMayBeLeftOut() {
        assertThat(Replies.isComplete(codec, List.of("{\"candidates\":[{\"finishReason\":\"STOP\"}]}")))
                .isTrue();
    }

    @Test
    void argumentsAndUnspecifiedReasonsEndNothing() {
        String call = "{\"candidates\": [{\"content\": {\"parts\": [{\"functionCall\": {\"name\": \"f\", \"args\": "
                + "{\"finishReason\": \"STOP\", \"index\": 5}}}]}, \"index\": 0}]}";
        assertThat(Replies.isComplete(codec, List.of(call))).isFalse();
        assertThat(Replies.isComplete(codec, List.of(call, chunk(end(0))))).isTrue();
        assertThat(Replies.isComplete(
                        codec, List.of("{\"candidates\":[{\"finishReason\":\"FINISH_REASON_UNSPECIFIED\"}]}")))
                .isFalse();
        assertThat(Replies.isComplete(codec, List.of("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}")))
                .isTrue();
    }

    @Test
    void onlyAReasonOfThePromptsOwnBlocksIt() {
        String call = "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"report\",\"args\":"
                + "{\"blockReason\":\"roadworks\",\"promptFeedback\":{\"blockReason\":\"OTHER\"}}}}]}}]}";
        String none = "{\"promptFeedback\":{\"blockReason\":\"BLOCK_REASON_UNSPECIFIED\"}}";
        for (String begun : List.of(call, none)) {
            assertThat(Replies.isComplete(codec, List.of(begun))).isFalse();
            assertThat(Replies.decode(codec, List.of(begun))).hasAtLeastOneElementOfType(ChatEvent.Failed.class);
        }
        assertThat(Replies.isComplete(
                        codec, List.of("[" + none + ",{\"promptFeedback\":{\"blockReason\":\"OTHER\"}}]")))
                .isTrue();
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
