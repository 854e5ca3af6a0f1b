package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.KnownMembers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What of a {@code chat.completion} or its chunks is read and written by this package, in the same words. */
final class AnswerMembers {
    private static final List<String> MESSAGE = List.of(
            "role=assistant",
            "content",
            "refusal",
            "reasoning_content",
            "reasoning_details.type=reasoning.text|reasoning.summary|reasoning.encrypted",
            "reasoning_details.format=anthropic-claude-v1|google-gemini-v1|openai-responses-v1",
            "reasoning_details.id",
            "reasoning_details.index",
            "reasoning_details.text",
            "reasoning_details.summary",
            "reasoning_details.signature",
            "reasoning_details.data",
            "tool_calls.index",
            "tool_calls.id",
            "tool_calls.type=function|custom",
            "tool_calls.function.name",
            "tool_calls.function.arguments",
            "tool_calls.custom.name",
            "tool_calls.custom.input");

    private static final List<String> AROUND = List.of(
            "id",
            "object",
            "created",
            "model",
            "system_fingerprint",
            "service_tier",
            "obfuscation",
            "usage.*",
            "x_groq.*",
            "choices.index",
            "choices.finish_reason=stop|length|tool_calls|content_filter");

    private static final KnownMembers KNOWN = KnownMembers.of(Stream.of(
                    AROUND.stream(),
                    MESSAGE.stream().map(member -> "choices.message." + member),
                    MESSAGE.stream().map(member -> "choices.delta." + member))
            .flatMap(paths -> paths)
            .toList());

    private AnswerMembers() {}

    static boolean areAllIn(List<JsonNode> answer) {
        return answer.stream().allMatch(KNOWN::cover) && !thinksInContent(answer);
    }

    /** Thoughts between tags would become thoughts in a member of their own. */
    private static boolean thinksInContent(List<JsonNode> answer) {
        AtomicBoolean thought = new AtomicBoolean();
        Map<Integer, ThinkTagFilter> contents = new HashMap<>();
        for (JsonNode piece : answer) {
            for (JsonNode choice : piece.path("choices")) {
                ThinkTagFilter content = contents.computeIfAbsent(
                        choice.path("index").asInt(),
                        ignored -> new ThinkTagFilter(text -> {}, thinking -> thought.set(true)));
                content.accept(choice.path("message").path("content").asText(""));
                content.accept(choice.path("delta").path("content").asText(""));
            }
        }
        return thought.get();
    }
}
