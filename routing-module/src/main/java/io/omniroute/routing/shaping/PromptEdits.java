package io.omniroute.routing.shaping;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
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
import java.util.function.Function;

/** Puts system prompts into a request, around the client's own instructions and nowhere else. Pure. */
final class PromptEdits {
    private PromptEdits() {}

    static byte[] insert(byte[] body, WireFormat format, AddedInstructions added) {
        return switch (format) {
            case OPENAI_CHAT -> intoMessages(body, added);
            case OPENAI_RESPONSES -> intoMember(body, "instructions", added);
            case ANTHROPIC_MESSAGES -> intoMember(body, "system", added);
            case GEMINI -> intoParts(body, added);
        };
    }

    /** Into the first instruction, for some vendors take one only; a new first message where there is none. */
    static ChatRequest insert(ChatRequest request, AddedInstructions added) {
        List<Message> messages = new ArrayList<>(request.messages());
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).isInstruction()) {
                messages.set(
                        i,
                        new Message(
                                messages.get(i).role(),
                                surrounded(messages.get(i).content(), added)));
                return request.withMessages(messages);
            }
        }
        messages.add(0, Message.text(Message.Role.SYSTEM, added.around("")));
        return request.withMessages(messages);
    }

    /** Writers join parts by a line break; the one more that each text has here makes a blank line of it. */
    private static List<ContentPart> surrounded(List<ContentPart> own, AddedInstructions added) {
        List<ContentPart> parts = new ArrayList<>(own);
        if (!added.before().isEmpty()) {
            parts.add(0, new ContentPart.Text(added.before() + "\n"));
        }
        if (!added.after().isEmpty()) {
            parts.add(new ContentPart.Text("\n" + added.after()));
        }
        return parts;
    }

    private static byte[] intoMessages(byte[] body, AddedInstructions added) {
        Optional<ChatMessages> found = ChatMessages.of(body);
        if (found.isEmpty()) {
            return body;
        }
        List<Splice> splices = found.get()
                .firstInstruction()
                .flatMap(ChatMessages.Message::content)
                .map(content -> intoContent(content, added))
                .orElse(List.of());
        return Splice.apply(body, splices.isEmpty() ? List.of(newMessage(found.get(), added)) : splices);
    }

    /** Empty for a content that is neither text nor parts. */
    private static List<Splice> intoContent(ChatMessages.Run content, AddedInstructions added) {
        boolean parts = content.token() == JsonToken.START_ARRAY;
        if (!parts && content.token() != JsonToken.VALUE_STRING) {
            return List.of();
        }
        int start = content.from() + 1;
        int end = content.to() - 1;
        boolean empty = parts ? content.empty() : start == end;
        if (empty) {
            String all = added.around("");
            return List.of(new Splice(start, end, utf8(parts ? Json.text(textBlock(all)) : escaped(all))));
        }
        List<Splice> splices = new ArrayList<>(2);
        if (!added.before().isEmpty()) {
            String text = parts
                    ? Json.text(textBlock(added.before())) + ","
                    : escaped(added.before() + AddedInstructions.GAP);
            splices.add(new Splice(start, start, utf8(text)));
        }
        if (!added.after().isEmpty()) {
            String text =
                    parts ? "," + Json.text(textBlock(added.after())) : escaped(AddedInstructions.GAP + added.after());
            splices.add(new Splice(end, end, utf8(text)));
        }
        return splices;
    }

    private static Splice newMessage(ChatMessages found, AddedInstructions added) {
        String message = Json.text(Json.object().put("role", "system").put("content", added.around("")));
        int inner = found.open() + 1;
        return new Splice(inner, inner, utf8(message + (found.messages().isEmpty() ? "" : ",")));
    }

    /** A member that is text, or (Anthropic) an array of text blocks; what else it is, the vendor will refuse. */
    private static byte[] intoMember(byte[] body, String name, AddedInstructions added) {
        Members members = Members.of(body);
        JsonNode old = members.value(name).orElse(JsonNodeFactory.instance.nullNode());
        if (old instanceof ArrayNode blocks) {
            surround(blocks, added, PromptEdits::textBlock);
            return members.with(name, blocks);
        }
        boolean text = old.isTextual() || old.isNull();
        return text ? members.with(name, JsonNodeFactory.instance.textNode(added.around(old.asText("")))) : body;
    }

    private static byte[] intoParts(byte[] body, AddedInstructions added) {
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
        surround(parts, added, text -> Json.object().put("text", text));
        content.set("parts", parts);
        return members.with(name, content);
    }

    private static void surround(ArrayNode parts, AddedInstructions added, Function<String, JsonNode> part) {
        if (!added.before().isEmpty()) {
            parts.insert(0, part.apply(added.before()));
        }
        if (!added.after().isEmpty()) {
            parts.add(part.apply(added.after()));
        }
    }

    private static JsonNode textBlock(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    /** As it stands between the quotes of a JSON string. */
    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
