package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the turns of a conversation. */
final class MessageReader {
    private final Losses losses;
    private final MediaReader media;

    MessageReader(Losses losses) {
        this.losses = losses;
        this.media = new MediaReader(losses);
    }

    /** A string or text blocks; empty texts are left out. */
    static List<ContentPart> instructions(JsonView content) {
        List<ContentPart> texts = new ArrayList<>();
        if (content.isText()) {
            addText(content.text(), texts);
            return texts;
        }
        for (JsonView block : content.elements()) {
            if (!block.requireObject().text("type").equals("text")) {
                throw block.fault("'" + block.path() + "' must be a text block: instructions are text only.");
            }
            addText(block.text("text"), texts);
            CacheMarks.read(block).ifPresent(texts::add);
        }
        return texts;
    }

    Message read(JsonView message) {
        JsonView content = message.at("content");
        return switch (message.text("role")) {
            case "user" -> new Message(Message.Role.USER, parts(content, Message.Role.USER));
            case "assistant" -> new Message(Message.Role.ASSISTANT, parts(content, Message.Role.ASSISTANT));
            // Newest models take instructions amid the conversation.
            case "system" -> new Message(Message.Role.SYSTEM, instructions(content));
            default ->
                throw message.at("role")
                        .fault("'" + message.at("role").path() + "' must be user, assistant or system.");
        };
    }

    private List<ContentPart> parts(JsonView content, Message.Role role) {
        List<ContentPart> parts = new ArrayList<>();
        if (content.isText()) {
            addText(content.text(), parts);
            return parts;
        }
        for (JsonView block : content.elements()) {
            addBlock(block.requireObject(), role, parts);
        }
        return parts;
    }

    private void addBlock(JsonView block, Message.Role role, List<ContentPart> parts) {
        switch (block.text("type")) {
            case "text" -> addText(block, parts);
            case "image", "document", "search_result" -> media.add(block, parts);
            case "thinking" -> addThinking(block, parts);
            case "redacted_thinking" ->
                parts.add(new ContentPart.Thinking(
                        "", ModelFamily.ANTHROPIC, Optional.of(block.text("data")), true, Optional.empty()));
            case "tool_use" -> parts.add(toolUse(block, role));
            case "tool_result" -> parts.add(toolResult(block, role));
            // server_tool_use and its results, container uploads, and whatever comes next
            default -> losses.add(block.path());
        }
        markBehind(block).ifPresent(parts::add);
    }

    /** A mark within a tool result counts for the whole result. */
    private static Optional<ContentPart.CacheMark> markBehind(JsonView block) {
        Optional<ContentPart.CacheMark> own = CacheMarks.read(block);
        JsonView content = block.at("content");
        if (own.isPresent() || !content.isArray()) {
            return own;
        }
        return content.elements().stream()
                .flatMap(part -> CacheMarks.read(part).stream())
                .findFirst();
    }

    private void addText(JsonView block, List<ContentPart> parts) {
        addText(block.text("text"), parts);
        JsonView citations = block.at("citations");
        if (citations.exists() && !citations.node().isEmpty()) {
            losses.add(citations.path());
        }
    }

    private static void addText(String text, List<ContentPart> parts) {
        if (!text.isEmpty()) {
            parts.add(new ContentPart.Text(text));
        }
    }

    private static void addThinking(JsonView block, List<ContentPart> parts) {
        String text = block.text("thinking");
        Optional<ThinkingSignatures.Origin> origin =
                ThinkingSignatures.read(block.optionalText("signature").orElse(""));
        if (origin.isPresent()) {
            ThinkingSignatures.Origin from = origin.get();
            parts.add(new ContentPart.Thinking(text, from.family(), Optional.of(from.signature()), false, from.id()));
        } else if (!text.isEmpty()) {
            parts.add(ContentPart.Thinking.unsigned(text));
        }
    }

    private static ContentPart toolUse(JsonView block, Message.Role role) {
        if (role != Message.Role.ASSISTANT) {
            throw block.fault("'" + block.path() + "': tool_use blocks belong in assistant messages.");
        }
        JsonView input = block.at("input");
        String arguments = input.exists() ? Json.text(input.requireObject().node()) : "{}";
        return new ContentPart.ToolCall(nonEmpty(block, "id"), nonEmpty(block, "name"), arguments);
    }

    private ContentPart toolResult(JsonView block, Message.Role role) {
        if (role != Message.Role.USER) {
            throw block.fault("'" + block.path() + "': tool_result blocks belong in user messages.");
        }
        List<ContentPart> content = new ArrayList<>();
        JsonView given = block.at("content");
        if (given.isText()) {
            addText(given.text(), content);
        } else if (given.exists()) {
            given.elements().forEach(part -> addResultBlock(part.requireObject(), content));
        }
        boolean error = block.optionalBoolean("is_error").orElse(false);
        return new ContentPart.ToolResult(nonEmpty(block, "tool_use_id"), content, error);
    }

    private void addResultBlock(JsonView block, List<ContentPart> content) {
        switch (block.text("type")) {
            case "text" -> addText(block, content);
            case "image", "document", "search_result" -> media.add(block, content);
            // Anthropic docs, tool search: stands for the definition of a deferred tool, which all others were given
            // already
            case "tool_reference" -> addText("Tool found: " + block.text("tool_name"), content);
            default -> losses.add(block.path());
        }
    }

    private static String nonEmpty(JsonView block, String field) {
        String text = block.text(field);
        if (text.isEmpty()) {
            throw block.at(field).fault("'" + block.at(field).path() + "' must not be empty.");
        }
        return text;
    }
}
