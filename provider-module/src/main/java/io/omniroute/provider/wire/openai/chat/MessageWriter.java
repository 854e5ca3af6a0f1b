package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code messages} of a request to a vendor. One per request. */
final class MessageWriter {
    private final WireTarget target;
    private final AssistantWriter assistant;
    private final PartWriter parts;
    private final ArrayNode messages = Json.MAPPER.createArrayNode();

    MessageWriter(WireTarget target, ToolNames names, PartWriter parts) {
        this.target = target;
        this.parts = parts;
        this.assistant = new AssistantWriter(target, names, parts);
    }

    ArrayNode write(List<Message> conversation) {
        List<Message> ordered = target.has(Quirk.SYSTEM_IN_USER)
                ? ToolPairing.pair(Instructions.intoFirstUser(conversation))
                : ToolPairing.pair(conversation);
        for (Message message : ordered) {
            switch (message.role()) {
                case SYSTEM -> instruction("system", message);
                case DEVELOPER -> instruction(target.has(Quirk.DEVELOPER_ROLE) ? "developer" : "system", message);
                case USER -> user(message);
                case ASSISTANT -> assistant.write(message).ifPresent(messages::add);
            }
        }
        return messages;
    }

    private void instruction(String role, Message message) {
        List<ContentPart> texts = message.content().stream()
                .filter(ContentPart.Text.class::isInstance)
                .toList();
        content(role, texts);
    }

    /** Tool results first, each a message of its own; what they hold beside text follows as a user message. */
    private void user(Message message) {
        List<ContentPart> shown = new ArrayList<>();
        List<ContentPart> said = new ArrayList<>();
        for (ContentPart part : message.content()) {
            if (part instanceof ContentPart.ToolResult result) {
                result(result);
                shown.addAll(beyondText(result));
            } else {
                said.add(part);
            }
        }
        if (!shown.isEmpty()) {
            shown.add(0, new ContentPart.Text("The tool results above came with the following content:"));
            content("user", shown);
        }
        content("user", said);
    }

    private void result(ContentPart.ToolResult result) {
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", assistant.callId(result.callId()))
                .set("content", parts.said(ToolText.of(result), result));
    }

    private static List<ContentPart> beyondText(ContentPart.ToolResult result) {
        return result.content().stream()
                .filter(part -> !(part instanceof ContentPart.Text))
                .toList();
    }

    /** Text alone is written as a string, which every vendor takes. */
    private void content(String role, List<ContentPart> said) {
        if (said.stream().allMatch(part -> part instanceof ContentPart.Text && !parts.isMarked(part))) {
            String text = ContentPart.textOf(said);
            if (!text.isEmpty()) {
                messages.addObject().put("role", role).put("content", text);
            }
            return;
        }
        ArrayNode content = Json.MAPPER.createArrayNode();
        for (ContentPart part : said) {
            Optional<ObjectNode> json = parts.write(part);
            json.ifPresent(content::add);
        }
        if (!content.isEmpty()) {
            messages.addObject().put("role", role).set("content", content);
        }
    }
}
