package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ToolNames;

/** Writes single parts as blocks. */
final class ContentWriter {
    /** Anthropic Messages, tools: 128 characters on the newest models, 64 on all. */
    static final int LONGEST_TOOL_NAME = 64;

    private final ToolNames toolNames;
    private final CacheMarks marks;
    private final MediaWriter media;

    ContentWriter(Losses losses, ToolNames toolNames, CacheMarks marks) {
        this.toolNames = toolNames;
        this.marks = marks;
        this.media = new MediaWriter(losses);
    }

    boolean usesStoredFiles() {
        return media.usesStoredFiles();
    }

    /**
     * False for text without a visible character, which Anthropic refuses, and for thinking that Anthropic has not
     * signed: it would be refused as forged, and it is no part of the conversation that the model needs.
     */
    static boolean isSendable(ContentPart part) {
        return switch (part) {
            case ContentPart.Text text -> !text.text().isBlank();
            case ContentPart.Refusal refusal -> !refusal.text().isBlank();
            case ContentPart.Thinking thinking ->
                thinking.family() == ModelFamily.ANTHROPIC
                        && thinking.signature().filter(s -> !s.isEmpty()).isPresent();
            case ContentPart.Image ignored -> true;
            case ContentPart.Audio ignored -> true;
            case ContentPart.Document ignored -> true;
            case ContentPart.ToolCall ignored -> true;
            case ContentPart.ToolResult ignored -> true;
            case ContentPart.CacheMark ignored -> false;
        };
    }

    /** @param part anything but a tool call */
    void addAssistantPart(ContentPart part, ArrayNode blocks) {
        switch (part) {
            case ContentPart.Thinking thinking -> blocks.add(thinking(thinking));
            // Anthropic Messages: no media in assistant turns
            case ContentPart.Image ignored -> media.omit("assistant image", blocks);
            case ContentPart.Audio ignored -> media.omit("assistant audio", blocks);
            case ContentPart.Document ignored -> media.omit("assistant document", blocks);
            case ContentPart.Text ignored -> addUserPart(part, blocks);
            case ContentPart.Refusal ignored -> addUserPart(part, blocks);
            case ContentPart.ToolCall ignored -> throw new IllegalArgumentException("a tool call needs its id");
            case ContentPart.ToolResult ignored -> addUserPart(part, blocks);
            case ContentPart.CacheMark ignored -> addUserPart(part, blocks);
        }
    }

    /** @param part anything but a tool call; a result is written as text */
    void addUserPart(ContentPart part, ArrayNode blocks) {
        int before = blocks.size();
        add(part, blocks);
        if (blocks.size() > before) {
            marks.put(part, (ObjectNode) blocks.get(blocks.size() - 1));
        }
    }

    private void add(ContentPart part, ArrayNode blocks) {
        switch (part) {
            case ContentPart.Text text -> addText(text.text(), blocks);
            case ContentPart.Refusal refusal -> addText(refusal.text(), blocks);
            case ContentPart.Image image -> media.image(image, blocks);
            case ContentPart.Document document -> media.document(document, blocks);
            case ContentPart.Audio ignored -> media.omit("audio", blocks);
            case ContentPart.ToolResult result -> addOrphan(result, blocks);
            case ContentPart.Thinking ignored -> {
                // users do not think aloud in any format
            }
            case ContentPart.ToolCall ignored -> {
                // nor call tools
            }
            case ContentPart.CacheMark ignored -> {
                // marks were taken out of the messages
            }
        }
    }

    ObjectNode toolUse(ContentPart.ToolCall call, String id) {
        ObjectNode input =
                call.custom() ? Json.object().put("input", call.arguments()) : Json.arguments(call.arguments());
        ObjectNode block = ReplyBlocks.toolUse(id, toolNames.fit(call.name(), LONGEST_TOOL_NAME), input);
        marks.put(call, block);
        return block;
    }

    ObjectNode toolResult(ContentPart.ToolResult result, String id) {
        ObjectNode block = Json.object().put("type", "tool_result").put("tool_use_id", id);
        ArrayNode content = Json.MAPPER.createArrayNode();
        result.content().forEach(part -> addUserPart(part, content));
        if (content.size() == 1 && content.get(0).path("type").asText().equals("text")) {
            block.set("content", content.get(0).get("text"));
        } else if (!content.isEmpty()) {
            block.set("content", content);
        }
        if (result.error()) {
            block.put("is_error", true);
        }
        marks.put(result, block);
        return block;
    }

    /** A result whose call is not in the turn before: Anthropic refuses it as such, the model may still need it. */
    private void addOrphan(ContentPart.ToolResult result, ArrayNode blocks) {
        String tool = result.name().map(name -> " of " + name).orElse("");
        addText("[Tool result" + tool + ", call " + result.callId() + "]", blocks);
        result.content().forEach(part -> addUserPart(part, blocks));
    }

    private static ObjectNode thinking(ContentPart.Thinking thinking) {
        String signature = thinking.signature().orElse("");
        return thinking.redacted()
                ? ReplyBlocks.redactedThinking(signature)
                : ReplyBlocks.thinking(thinking.text(), signature);
    }

    private static void addText(String text, ArrayNode blocks) {
        if (!text.isBlank()) {
            blocks.add(ReplyBlocks.text(text));
        }
    }
}
