package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.wire.Json;

/** A {@code function_call} or {@code custom_tool_call} item of the reply as it grows. */
final class CallItem {
    private final ItemPlace place;
    private final ChatEvent.ToolCallStarted head;
    private final ToolName name;
    private final StringBuilder arguments = new StringBuilder();

    CallItem(ItemPlace place, ChatEvent.ToolCallStarted head) {
        this.place = place;
        this.head = head;
        this.name = ToolName.ofFlat(head.name());
        place.tellAdded(item("in_progress", ""));
    }

    void grow(String fragment) {
        if (fragment.isEmpty()) {
            return;
        }
        arguments.append(fragment);
        place.tell(place.event(
                        head.custom()
                                ? "response.custom_tool_call_input.delta"
                                : "response.function_call_arguments.delta")
                .put("delta", fragment));
    }

    /** @param status completed or incomplete */
    ObjectNode close(String status) {
        String whole = whole();
        if (head.custom()) {
            place.tell(place.event("response.custom_tool_call_input.done").put("input", whole));
        } else {
            place.tell(place.event("response.function_call_arguments.done")
                    .put("name", name.name())
                    .put("arguments", whole));
        }
        ObjectNode item = item(status, whole);
        place.tellDone(item);
        return item;
    }

    /** Clients parse the arguments of a function as JSON, and other vendors write a call without arguments as nothing. */
    private String whole() {
        return arguments.isEmpty() && !head.custom() ? "{}" : arguments.toString();
    }

    private ObjectNode item(String status, String whole) {
        ObjectNode item = Json.object()
                .put("id", place.id())
                .put("type", head.custom() ? "custom_tool_call" : "function_call")
                .put("status", status)
                .put("call_id", head.id())
                .put("name", name.name());
        name.namespace().ifPresent(namespace -> item.put("namespace", namespace));
        return item.put(head.custom() ? "input" : "arguments", whole);
    }
}
