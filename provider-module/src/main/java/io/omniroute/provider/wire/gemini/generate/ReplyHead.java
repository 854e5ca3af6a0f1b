package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;

/** What every {@code GenerateContentResponse} of one reply shares, whole or fragment. */
record ReplyHead(String responseId, String modelVersion) {
    /** An id or a model the vendor did not give is derived from the call. */
    static ReplyHead of(String id, String model, ReplyContext context) {
        return new ReplyHead(
                id.isEmpty() ? context.requestId() : id,
                model.isEmpty() ? context.envelope().model() : model);
    }

    /** Adds the head behind the candidates and the usage, in Google's order. */
    ObjectNode closing(ObjectNode response) {
        return response.put("modelVersion", modelVersion).put("responseId", responseId);
    }

    static ObjectNode candidate(ArrayNode parts, int index) {
        ObjectNode candidate = Json.object();
        candidate.putObject("content").put("role", "model").set("parts", parts);
        return candidate.put("index", index);
    }
}
