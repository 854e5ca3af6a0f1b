package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.KnownMembers;
import java.util.List;
import java.util.stream.Stream;

/** What of a message or the events of its stream is read and written by this package, in the same words. */
final class AnswerMembers {
    private static final String STOP_REASON =
            "stop_reason=end_turn|max_tokens|stop_sequence|tool_use|pause_turn|refusal";

    private static final List<String> BLOCK = List.of(
            "type=text|thinking|redacted_thinking|tool_use",
            "text",
            "thinking",
            "signature",
            "data",
            "id",
            "name",
            "input.*");

    private static final List<String> MESSAGE =
            List.of("id", "type=message", "role=assistant", "model", STOP_REASON, "stop_sequence", "usage.*");

    private static final List<String> EVENT = List.of(
            "type=message_start|content_block_start|content_block_delta|content_block_stop|message_delta|message_stop|ping",
            "index",
            "delta.type=text_delta|thinking_delta|signature_delta|input_json_delta",
            "delta.text",
            "delta.thinking",
            "delta.signature",
            "delta.partial_json",
            "delta." + STOP_REASON,
            "delta.stop_sequence",
            "usage.*");

    private static final KnownMembers WHOLE =
            KnownMembers.of(Stream.concat(MESSAGE.stream(), BLOCK.stream().map(member -> "content." + member))
                    .toList());

    private static final KnownMembers STREAMED = KnownMembers.of(Stream.of(
                    EVENT.stream(),
                    MESSAGE.stream().map(member -> "message." + member),
                    BLOCK.stream().map(member -> "content_block." + member))
            .flatMap(paths -> paths)
            .toList());

    private AnswerMembers() {}

    static boolean areAllIn(List<JsonNode> answer) {
        boolean whole = answer.size() == 1 && answer.get(0).has("content");
        return answer.stream().allMatch(whole ? WHOLE::cover : STREAMED::cover);
    }
}
