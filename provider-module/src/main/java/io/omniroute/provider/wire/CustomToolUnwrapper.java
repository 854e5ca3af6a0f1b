package io.omniroute.provider.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns calls of a custom tool that went out as a function back into free-form calls: {@code {"input":"…"}} becomes its
 * input. The arguments of such a call are held back until it ends, everything else passes at once. Expects tool names as
 * the client knows them. One per reply, confined to one thread.
 */
public final class CustomToolUnwrapper implements Consumer<ChatEvent> {
    private record Call(int choice, int index) {}

    private final ToolNames names;
    private final Consumer<ChatEvent> sink;
    private final Map<Call, StringBuilder> held = new LinkedHashMap<>();

    public CustomToolUnwrapper(ToolNames names, Consumer<ChatEvent> sink) {
        this.names = names;
        this.sink = sink;
    }

    @Override
    public void accept(ChatEvent event) {
        if (event instanceof ChatEvent.ToolCallStarted e && names.isCustom(e.name())) {
            held.put(new Call(e.choice(), e.index()), new StringBuilder());
            sink.accept(new ChatEvent.ToolCallStarted(e.choice(), e.index(), e.id(), e.name(), true, e.signature()));
        } else if (event instanceof ChatEvent.ToolArguments e && held.containsKey(new Call(e.choice(), e.index()))) {
            held.get(new Call(e.choice(), e.index())).append(e.fragment());
        } else if (event instanceof ChatEvent.ToolCallEnded e) {
            release(new Call(e.choice(), e.index()));
            sink.accept(event);
        } else {
            sink.accept(event);
        }
    }

    private void release(Call call) {
        StringBuilder arguments = held.remove(call);
        if (arguments == null) {
            return;
        }
        String input = unwrap(arguments.toString());
        if (!input.isEmpty()) {
            sink.accept(new ChatEvent.ToolArguments(call.choice(), call.index(), input));
        }
    }

    /** The free-form input inside a function's arguments; what a model wrote without the wrapping is taken as it is. */
    public static String unwrap(String arguments) {
        try {
            JsonNode node = Json.MAPPER.readTree(arguments);
            if (node == null || !node.has("input")) {
                return node != null && node.isObject() && node.isEmpty() ? "" : arguments;
            }
            JsonNode input = node.get("input");
            return input.isTextual() ? input.textValue() : Json.text(input);
        } catch (JsonProcessingException notJson) {
            return arguments;
        }
    }
}
