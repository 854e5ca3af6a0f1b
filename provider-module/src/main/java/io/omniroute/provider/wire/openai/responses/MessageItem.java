package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;

/** A {@code message} item of the reply as it grows: texts and refusals, each a content part. */
final class MessageItem {
    private enum Kind {
        NONE("", ""),
        TEXT("output_text", "text"),
        REFUSAL("refusal", "refusal");

        private final String type;
        private final String field;

        Kind(String type, String field) {
            this.type = type;
            this.field = field;
        }
    }

    private final ItemPlace place;
    private final ArrayNode content = Json.MAPPER.createArrayNode();
    private final StringBuilder grown = new StringBuilder();
    private Kind kind = Kind.NONE;

    MessageItem(ItemPlace place) {
        this.place = place;
        place.tellAdded(item("in_progress", Json.MAPPER.createArrayNode()));
    }

    void text(String delta) {
        grow(Kind.TEXT, delta);
    }

    void refusal(String delta) {
        grow(Kind.REFUSAL, delta);
    }

    /** @param status completed or incomplete */
    ObjectNode close(String status) {
        closePart();
        ObjectNode item = item(status, content);
        place.tellDone(item);
        return item;
    }

    private void grow(Kind wanted, String delta) {
        if (kind != wanted) {
            closePart();
            kind = wanted;
            ObjectNode added = event("response.content_part.added");
            added.set("part", part(""));
            place.tell(added);
        }
        grown.append(delta);
        place.tell(withLogprobs(event("response." + kind.type + ".delta").put("delta", delta)));
    }

    private void closePart() {
        if (kind == Kind.NONE) {
            return;
        }
        String whole = grown.toString();
        grown.setLength(0);
        place.tell(withLogprobs(event("response." + kind.type + ".done").put(kind.field, whole)));
        ObjectNode done = event("response.content_part.done");
        ObjectNode part = part(whole);
        done.set("part", part);
        place.tell(done);
        content.add(part);
        kind = Kind.NONE;
    }

    private ObjectNode event(String type) {
        return place.event(type).put("content_index", content.size());
    }

    /** Responses, output_text events and parts: {@code logprobs} is required, though empty unless asked for. */
    private ObjectNode withLogprobs(ObjectNode node) {
        if (kind == Kind.TEXT) {
            node.putArray("logprobs");
        }
        return node;
    }

    private ObjectNode part(String value) {
        ObjectNode part = Json.object().put("type", kind.type).put(kind.field, value);
        if (kind == Kind.TEXT) {
            part.putArray("annotations");
        }
        return withLogprobs(part);
    }

    private ObjectNode item(String status, ArrayNode parts) {
        ObjectNode item = Json.object()
                .put("id", place.id())
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        item.set("content", parts);
        return item;
    }
}
