package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Messages as input items, in order. One per request. */
final class InputWriter {
    /** Responses, function tools: the length of a name. */
    static final int MAX_NAME = 64;

    private final ToolNames names;
    private final Losses losses;
    private final ArrayNode items = Json.MAPPER.createArrayNode();
    private final List<ObjectNode> reasoning = new ArrayList<>();
    private ArrayNode content = Json.MAPPER.createArrayNode();

    InputWriter(ToolNames names, Losses losses) {
        this.names = names;
        this.losses = losses;
    }

    /** @param from the first message to write */
    ArrayNode write(List<Message> messages, int from) {
        for (int i = from; i < messages.size(); i++) {
            message(messages.get(i), "messages[" + i + "]");
        }
        return items;
    }

    private void message(Message message, String path) {
        String role = message.role().name().toLowerCase(Locale.ROOT);
        for (int i = 0; i < message.content().size(); i++) {
            part(message.content().get(i), role, path + ".content[" + i + "]");
        }
        closeMessage(role);
        // Responses, reasoning items: one that nothing follows is refused ("without its required following item")
        reasoning.clear();
    }

    private void part(ContentPart part, String role, String path) {
        switch (part) {
            case ContentPart.Thinking thinking -> {
                closeMessage(role);
                reasoning(thinking);
            }
            case ContentPart.ToolCall call -> {
                closeMessage(role);
                flushReasoning();
                items.add(call(call));
            }
            case ContentPart.ToolResult result -> {
                closeMessage(role);
                items.add(result(result, path));
            }
            case ContentPart.Text text -> say(text, text.text().isEmpty(), role, path);
            case ContentPart.Refusal refusal -> say(refusal, refusal.text().isEmpty(), role, path);
            case ContentPart.CacheMark ignored -> {}
            case ContentPart.Image image -> say(image, false, role, path);
            case ContentPart.Audio audio -> say(audio, false, role, path);
            case ContentPart.Document document -> say(document, false, role, path);
        }
    }

    private void say(ContentPart part, boolean empty, String role, String path) {
        if (empty) {
            return;
        }
        Optional<ObjectNode> written =
                role.equals("assistant") ? ContentWriter.output(part) : ContentWriter.input(part);
        written.ifPresentOrElse(content::add, () -> losses.add(path));
    }

    private void closeMessage(String role) {
        if (content.isEmpty()) {
            return;
        }
        flushReasoning();
        ObjectNode item = items.addObject().put("type", "message").put("role", role);
        item.set("content", content);
        content = Json.MAPPER.createArrayNode();
    }

    /** OpenAI's own only: what another vendor signed is refused here, and unsigned thoughts have no value as input. */
    private void reasoning(ContentPart.Thinking thinking) {
        if (thinking.family() != ModelFamily.OPENAI || thinking.signature().isEmpty()) {
            return;
        }
        // without the id, which the vendor could not resolve: nothing is stored
        ObjectNode item = Json.object().put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        if (!thinking.text().isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", thinking.text());
        }
        reasoning.add(item.put("encrypted_content", thinking.signature().get()));
    }

    private void flushReasoning() {
        items.addAll(reasoning);
        reasoning.clear();
    }

    private ObjectNode call(ContentPart.ToolCall call) {
        return Json.object()
                .put("type", call.custom() ? "custom_tool_call" : "function_call")
                .put("call_id", CallIds.fit(call.id()))
                .put("name", names.fit(call.name(), MAX_NAME))
                .put(
                        call.custom() ? "input" : "arguments",
                        call.custom() || !call.arguments().isBlank() ? call.arguments() : "{}");
    }

    private ObjectNode result(ContentPart.ToolResult result, String path) {
        ObjectNode item = Json.object()
                .put("type", result.custom() ? "custom_tool_call_output" : "function_call_output")
                .put("call_id", CallIds.fit(result.callId()));
        item.set("output", output(result, path));
        return item;
    }

    /** A string as long as there are only texts: older models know nothing else. */
    private JsonNode output(ContentPart.ToolResult result, String path) {
        // the format has no field for failure; the model has to read it
        String mark = result.error() && !result.text().regionMatches(true, 0, "error", 0, 5) ? "Error: " : "";
        if (result.content().stream().allMatch(ContentPart.Text.class::isInstance)) {
            return TextNode.valueOf(mark + result.text());
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        if (!mark.isEmpty()) {
            ContentWriter.input(new ContentPart.Text("Error:")).ifPresent(parts::add);
        }
        for (int i = 0; i < result.content().size(); i++) {
            String place = path + ".content[" + i + "]";
            ContentWriter.input(result.content().get(i)).ifPresentOrElse(parts::add, () -> losses.add(place));
        }
        return parts;
    }
}
