package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.KnownMembers;
import java.util.List;

/** What of {@code GenerateContentResponse}s is read and written by this package, in the same words. */
final class AnswerMembers {
    private static final KnownMembers KNOWN = KnownMembers.of(List.of(
            "responseId",
            "modelVersion",
            "createTime",
            "usageMetadata.*",
            "candidates.index",
            "candidates.finishReason=STOP|MAX_TOKENS|SAFETY|FINISH_REASON_UNSPECIFIED",
            "candidates.content.role=model",
            "candidates.content.parts.text",
            "candidates.content.parts.thought",
            "candidates.content.parts.thoughtSignature",
            "candidates.content.parts.functionCall.id",
            "candidates.content.parts.functionCall.name",
            "candidates.content.parts.functionCall.args.*"));

    private AnswerMembers() {}

    static boolean areAllIn(List<JsonNode> answer) {
        return answer.stream().allMatch(KNOWN::cover);
    }
}
