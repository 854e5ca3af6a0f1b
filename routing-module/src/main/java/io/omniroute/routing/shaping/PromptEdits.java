package io.omniroute.routing.shaping;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a system prompt into a request, beside the client's own instructions and nowhere else. Pure. */
final class PromptEdits {
    private PromptEdits() {}

    static byte[] insert(byte[] body, WireFormat format, SystemPrompt prompt) {
        return switch (format) {
            case OPENAI_CHAT -> intoMessages(body, prompt);
            case OPENAI_RESPONSES -> intoMember(body, "instructions", prompt);
            case ANTHROPIC_MESSAGES -> intoMember(body, "system", prompt);
            case GEMINI -> intoParts(body, prompt);
        };
    }

    /** Into the first instruction, for some vendors take one only; a new first message where there is none. */
    static ChatRequest insert(ChatRequest request, SystemPrompt prompt) {
        List<Message> messages = new ArrayList<>(request.messages());
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).isInstruction()) {
                List<ContentPart> parts = new ArrayList<>(messages.get(i).content());
                parts.add(prompt.leads() ? 0 : parts.size(), new ContentPart.Text(separated(prompt)));
                messages.set(i, new Message(messages.get(i).role(), parts));
                return request.withMessages(messages);
            }
        }
        messages.add(0, Message.text(Message.Role.SYSTEM, prompt.text()));
        return request.withMessages(messages);
    }

    /** Writers join parts by a line break; this makes a blank line of it. */
    private static String separated(SystemPrompt prompt) {
        return prompt.leads() ? prompt.text() + "\n" : "\n" + prompt.text();
    }

    private static byte[] intoMessages(byte[] body, SystemPrompt prompt) {
        Optional<ChatMessages> found = ChatMessages.of(body);
        if (found.isEmpty()) {
            return body;
        }
        return found.get()
                .firstInstruction()
                .flatMap(ChatMessages.Message::content)
                .flatMap(content -> intoContent(content, prompt))
                .map(splice -> Splice.apply(body, List.of(splice)))
                .orElseGet(() -> Splice.apply(body, List.of(newMessage(found.get(), prompt))));
    }

    private static Optional<Splice> intoContent(ChatMessages.Run content, SystemPrompt prompt) {
        int inner = prompt.leads() ? content.from() + 1 : content.to() - 1;
        if (content.token() == JsonToken.VALUE_STRING) {
            boolean empty = content.to() - content.from() == 2;
            String gap = empty ? "" : "\n\n";
            String quoted = Json.text(
                    JsonNodeFactory.instance.textNode(prompt.leads() ? prompt.text() + gap : gap + prompt.text()));
            return Optional.of(new Splice(inner, inner, utf8(quoted.substring(1, quoted.length() - 1))));
        }
        if (content.token() == JsonToken.START_ARRAY) {
            String part = Json.text(textBlock(prompt));
            String comma = content.empty() ? "" : ",";
            return Optional.of(new Splice(inner, inner, utf8(prompt.leads() ? part + comma : comma + part)));
        }
        return Optional.empty();
    }

    private static Splice newMessage(ChatMessages found, SystemPrompt prompt) {
        String message = Json.text(Json.object().put("role", "system").put("content", prompt.text()));
        int inner = found.open() + 1;
        return new Splice(inner, inner, utf8(message + (found.messages().isEmpty() ? "" : ",")));
    }

    /** A member that is text, or (Anthropic) an array of text blocks; what else it is, the vendor will refuse. */
    private static byte[] intoMember(byte[] body, String name, SystemPrompt prompt) {
        Members members = Members.of(body);
        JsonNode old = members.value(name).orElse(JsonNodeFactory.instance.nullNode());
        if (old instanceof ArrayNode blocks) {
            blocks.insert(prompt.leads() ? 0 : blocks.size(), textBlock(prompt));
            return members.with(name, blocks);
        }
        boolean text = old.isTextual() || old.isNull();
        return text ? members.with(name, JsonNodeFactory.instance.textNode(prompt.joinedTo(old.asText("")))) : body;
    }

    private static byte[] intoParts(byte[] body, SystemPrompt prompt) {
        Members members = Members.of(body);
        // proto3 JSON: both spellings of a field are read
        String name = members.find("system_instruction").isPresent() ? "system_instruction" : "systemInstruction";
        ObjectNode content = members.value(name)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .orElseGet(Json::object);
        JsonNode old = content.path("parts");
        ArrayNode parts = Json.MAPPER.createArrayNode();
        if (old.isArray()) {
            parts.addAll((ArrayNode) old);
        } else if (old.isObject()) {
            parts.add(old);
        }
        parts.insert(prompt.leads() ? 0 : parts.size(), Json.object().put("text", prompt.text()));
        content.set("parts", parts);
        return members.with(name, content);
    }

    private static ObjectNode textBlock(SystemPrompt prompt) {
        return Json.object().put("type", "text").put("text", prompt.text());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
