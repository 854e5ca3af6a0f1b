package io.omniroute.it.vendor;

import static io.omniroute.it.vendor.Refusal.requireText;
import static io.omniroute.it.vendor.Refusal.unknownMembers;
import static io.omniroute.it.vendor.Refusal.unless;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Trees;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What Anthropic refuses in the turns of a conversation. */
final class MessagesTurns {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");

    private final JsonNode messages;
    private final boolean thinking;
    private final boolean hasTools;
    private final Set<String> ids = new HashSet<>();
    private Set<String> open = new HashSet<>();

    MessagesTurns(JsonNode messages, boolean thinking, boolean hasTools) {
        this.messages = messages;
        this.thinking = thinking;
        this.hasTools = hasTools;
    }

    void check() {
        unless(messages.isArray() && !messages.isEmpty(), "messages: at least one message is required");
        unless(
                messages.get(0).path("role").asText().equals("user"),
                "messages: first message must use the \"user\" role");
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String at = "messages." + i;
            unknownMembers(message, Set.of("role", "content"), at);
            String role = requireText(message, "role", at);
            unless(role.equals("user") || role.equals("assistant"), at + ".role: unexpected '" + role + "'");
            JsonNode content = message.path("content");
            unless(
                    content.isTextual() ? !content.textValue().isBlank() : !content.isEmpty(),
                    at + ": content must be non-empty");
            checkTurn(content, role, at);
        }
        unless(open.isEmpty(), "`tool_use` ids were found without `tool_result` blocks immediately after: " + open);
        JsonNode last = messages.get(messages.size() - 1);
        if (last.path("role").asText().equals("assistant")) {
            unless(!thinking, "prefill is not supported with thinking");
            String text = last.path("content").toString();
            unless(!text.matches("(?s).*\\s\"[\\]}]*"), "final assistant content cannot end with trailing whitespace");
        }
        checkThinkingLoop();
    }

    private void checkTurn(JsonNode content, String role, String at) {
        Set<String> answered = new HashSet<>();
        Set<String> called = new HashSet<>();
        boolean others = false;
        for (JsonNode block : Trees.each(content)) {
            String type = requireText(block, "type", at);
            if (type.equals("tool_result")) {
                unless(role.equals("user") && !others, at + ": tool_result blocks must stand first in a user turn");
                String id = requireText(block, "tool_use_id", at);
                unless(open.contains(id), at + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id);
                unless(
                        answered.add(id),
                        at + ": each tool_use must have a single result. Found multiple `tool_result` blocks with id: "
                                + id);
            } else if (type.equals("tool_use")) {
                unless(
                        role.equals("assistant") && hasTools,
                        "Requests which include `tool_use` blocks must define tools");
                String id = requireText(block, "id", at);
                unless(ID.matcher(id).matches(), at + ".tool_use.id: String should match pattern");
                unless(ids.add(id), "messages: `tool_use` ids must be unique: " + id);
                unless(block.path("input").isObject(), at + ".tool_use.input: Input should be a valid dictionary");
                called.add(id);
            } else {
                others = true;
            }
            checkBlock(block, type, role, at);
        }
        unless(
                answered.equals(open),
                at + ": `tool_use` ids were found without `tool_result` blocks immediately after: " + open);
        open = called;
    }

    private static void checkBlock(JsonNode block, String type, String role, String at) {
        switch (type) {
            case "text" -> {
                unknownMembers(block, Set.of("type", "text", "cache_control", "citations"), at);
                unless(
                        !block.path("text").asText().isBlank(),
                        at + ": text content blocks must contain non-whitespace text");
            }
            case "image" -> {
                unless(role.equals("user"), at + ": image blocks are only permitted in user turns");
                checkSource(block.path("source"), "image/(jpeg|png|gif|webp)", at);
            }
            case "document" -> {
                unless(role.equals("user"), at + ": document blocks are only permitted in user turns");
                checkSource(block.path("source"), "application/pdf", at);
            }
            case "thinking" -> {
                unless(role.equals("assistant"), at + ": thinking in a user turn");
                String signature = block.path("signature").asText();
                unless(signature.startsWith(Signatures.ANTHROPIC), at + ": Invalid `signature` in `thinking` block");
            }
            case "tool_result" -> {
                unknownMembers(block, Set.of("type", "tool_use_id", "content", "is_error", "cache_control"), at);
                for (JsonNode part : Trees.each(block.path("content"))) {
                    checkBlock(part, requireText(part, "type", at), "user", at + ".tool_result");
                }
            }
            case "tool_use" -> unknownMembers(block, Set.of("type", "id", "name", "input", "cache_control"), at);
            default -> throw new Refusal(at + ": Input tag '" + type + "' does not match any of the expected tags");
        }
    }

    private static void checkSource(JsonNode source, String mediaType, String at) {
        if (source.path("type").asText().equals("base64")) {
            unless(
                    source.path("media_type").asText().matches(mediaType),
                    at + ".source.media_type: " + source.path("media_type"));
            try {
                Base64.getDecoder().decode(source.path("data").asText());
            } catch (IllegalArgumentException e) {
                throw new Refusal(at + ".source.data: invalid base64 data");
            }
        } else {
            unless(source.path("type").asText().matches("url|file|text"), at + ".source.type: unexpected");
        }
    }

    /** In a tool loop with thinking, the last assistant turn must begin with its thinking. */
    private void checkThinkingLoop() {
        int last = messages.size() - 1;
        boolean loop =
                messages.get(last).path("content").path(0).path("type").asText().equals("tool_result");
        if (thinking && loop) {
            String first =
                    messages.get(last - 1).path("content").path(0).path("type").asText();
            unless(
                    first.endsWith("thinking"),
                    "messages." + (last - 1)
                            + ".content.0.type: Expected `thinking` or `redacted_thinking`, but found `" + first + "`");
        }
    }
}
