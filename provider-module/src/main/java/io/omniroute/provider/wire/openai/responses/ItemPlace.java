package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.util.function.Consumer;

/**
 * Where an item stands in the reply, and whom its growth is told.
 *
 * @param index its {@code output_index}; one counter serves all kinds of items
 */
record ItemPlace(int index, String id, Consumer<ObjectNode> sink) {
    /** An event about this item, to be completed and told. */
    ObjectNode event(String type) {
        return Json.object().put("type", type).put("item_id", id).put("output_index", index);
    }

    void tell(ObjectNode event) {
        sink.accept(event);
    }

    void tellAdded(ObjectNode item) {
        tellItem("response.output_item.added", item);
    }

    void tellDone(ObjectNode item) {
        tellItem("response.output_item.done", item);
    }

    private void tellItem(String type, ObjectNode item) {
        ObjectNode event = Json.object().put("type", type).put("output_index", index);
        event.set("item", item);
        sink.accept(event);
    }
}
