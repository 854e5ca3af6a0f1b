package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.CacheMarks;
import java.util.ArrayList;
import java.util.List;

/** Brings the cache marks of a body that is otherwise done into the bounds that Anthropic checks. */
final class CacheBreakpoints {
    /** Anthropic Messages, prompt caching: at most four in a request. */
    private static final int MOST = 4;

    private CacheBreakpoints() {}

    /**
     * Of more than four the first stays, which most conversations share (tools, instructions), and the last three, which the
     * next turn builds on. A mark for an hour behind one for five minutes is refused, so it becomes one for five minutes.
     */
    static void fit(ObjectNode body) {
        List<ObjectNode> marked = new ArrayList<>();
        // the order of the prefix
        collect(body.path("tools"), marked);
        collect(body.path("system"), marked);
        body.path("messages").forEach(message -> collect(message.path("content"), marked));
        boolean shortLived = false;
        for (int i = 0; i < marked.size(); i++) {
            ObjectNode block = marked.get(i);
            if (i > 0 && i <= marked.size() - MOST) {
                block.remove(CacheMarks.FIELD);
            } else if (shortLived) {
                ((ObjectNode) block.get(CacheMarks.FIELD)).remove("ttl");
            } else {
                shortLived = !block.get(CacheMarks.FIELD).has("ttl");
            }
        }
    }

    private static void collect(JsonNode blocks, List<ObjectNode> marked) {
        for (JsonNode block : blocks) {
            if (block.has(CacheMarks.FIELD)) {
                marked.add((ObjectNode) block);
            }
        }
    }
}
