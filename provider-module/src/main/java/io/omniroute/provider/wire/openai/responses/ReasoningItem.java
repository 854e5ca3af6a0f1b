package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.util.Optional;

/** A {@code reasoning} item of the reply as it grows: the thoughts are one summary part, however they came. */
final class ReasoningItem {
    private final ItemPlace place;
    private final StringBuilder thoughts = new StringBuilder();

    ReasoningItem(ItemPlace place) {
        this.place = place;
        place.tellAdded(item(Json.MAPPER.createArrayNode(), Optional.empty()));
    }

    void think(String delta) {
        if (thoughts.isEmpty()) {
            place.tell(partEvent("response.reasoning_summary_part.added", ""));
        }
        thoughts.append(delta);
        place.tell(event("response.reasoning_summary_text.delta").put("delta", delta));
    }

    ObjectNode close(Optional<ReasoningProof> proof) {
        ArrayNode summary = Json.MAPPER.createArrayNode();
        if (!thoughts.isEmpty()) {
            String whole = thoughts.toString();
            place.tell(event("response.reasoning_summary_text.done").put("text", whole));
            place.tell(partEvent("response.reasoning_summary_part.done", whole));
            summary.add(part(whole));
        }
        ObjectNode item = item(summary, proof);
        place.tellDone(item);
        return item;
    }

    private ObjectNode event(String type) {
        return place.event(type).put("summary_index", 0);
    }

    private ObjectNode partEvent(String type, String text) {
        ObjectNode event = event(type);
        event.set("part", part(text));
        return event;
    }

    private static ObjectNode part(String text) {
        return Json.object().put("type", "summary_text").put("text", text);
    }

    private ObjectNode item(ArrayNode summary, Optional<ReasoningProof> proof) {
        ObjectNode item = Json.object().put("id", place.id()).put("type", "reasoning");
        item.set("summary", summary);
        proof.ifPresent(found -> item.put("encrypted_content", found.write()));
        return item;
    }
}
