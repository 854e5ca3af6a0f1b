package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.wire.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Pairs calls and results. Anthropic Messages: each call has exactly one result, in the next message, and no id occurs
 * twice in a conversation. Other formats are less strict and some vendors count their ids anew in each turn, so ids that
 * occur again are made unique here, for the call and its result alike. One per request.
 */
final class ToolPairing {
    private static final String NO_RESULT = "No result of this call was recorded.";

    private final ContentWriter content;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    /** Of the latest assistant message: the client's id to the ids sent for it that have no result yet. */
    private Map<String, Deque<String>> open = new LinkedHashMap<>();

    ToolPairing(ContentWriter content) {
        this.content = content;
    }

    /** Notes a call. @return the id to send for it */
    String call(String id) {
        String fitted = ToolIds.fit(id);
        String sent = fitted;
        while (!used.add(sent)) {
            sent = fitted + "_" + occurrences.merge(fitted, 2, (before, start) -> before + 1);
        }
        open.computeIfAbsent(id, ignored -> new ArrayDeque<>()).add(sent);
        return sent;
    }

    /** Writes a result to {@code results}; one without a call becomes text in {@code rest}, a second one is dropped. */
    void result(ContentPart.ToolResult result, ArrayNode results, ArrayNode rest) {
        Deque<String> waiting = open.get(result.callId());
        if (waiting == null) {
            content.addUserPart(result, rest);
        } else if (!waiting.isEmpty()) {
            results.add(content.toolResult(result, waiting.remove()));
        }
    }

    /** A result for each call that has none, because the client lost it or has not run the tool. Ends the turn. */
    ArrayNode missingResults() {
        ArrayNode results = Json.MAPPER.createArrayNode();
        for (Deque<String> ids : open.values()) {
            for (String id : ids) {
                results.add(Json.object()
                        .put("type", "tool_result")
                        .put("tool_use_id", id)
                        .put("content", NO_RESULT)
                        .put("is_error", true));
            }
        }
        open = new LinkedHashMap<>();
        return results;
    }
}
