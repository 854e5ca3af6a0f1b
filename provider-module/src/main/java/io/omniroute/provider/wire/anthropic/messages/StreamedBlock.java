package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.wire.Json;
import java.util.function.Consumer;

/** One content block while it streams in. What a block says only at its end is kept until then. */
final class StreamedBlock {
    private enum Kind {
        TEXT,
        THINKING,
        TOOL,
        /** Run by the vendor itself, or unknown: what it brought shows in the text. */
        FOREIGN
    }

    private final Kind kind;
    private final int tool;
    private final String initialInput;
    private final StringBuilder signature = new StringBuilder();
    private boolean argumentsCame;

    private StreamedBlock(Kind kind, int tool, String initialInput) {
        this.kind = kind;
        this.tool = tool;
        this.initialInput = initialInput;
    }

    /** @param block {@code content_block} of {@code content_block_start}; some vendors put content into it already */
    static StreamedBlock start(JsonNode block, ReplyEvents reply, Consumer<ChatEvent> sink) {
        switch (block.path("type").asText()) {
            case "text" -> {
                reply.text(block.path("text").asText(""), sink);
                return new StreamedBlock(Kind.TEXT, -1, "");
            }
            case "thinking" -> {
                reply.thinking(block.path("thinking").asText(""), sink);
                StreamedBlock thinking = new StreamedBlock(Kind.THINKING, -1, "");
                thinking.signature.append(block.path("signature").asText(""));
                return thinking;
            }
            case "redacted_thinking" -> {
                reply.redacted(block.path("data").asText(""), sink);
                return new StreamedBlock(Kind.FOREIGN, -1, "");
            }
            case "tool_use" -> {
                JsonNode input = block.path("input");
                int tool = reply.toolStarted(block, sink);
                return new StreamedBlock(Kind.TOOL, tool, input.isObject() ? Json.text(input) : "{}");
            }
            default -> {
                return new StreamedBlock(Kind.FOREIGN, -1, "");
            }
        }
    }

    void delta(JsonNode delta, ReplyEvents reply, Consumer<ChatEvent> sink) {
        switch (kind) {
            case TEXT -> reply.text(delta.path("text").asText(""), sink);
            case THINKING -> {
                reply.thinking(delta.path("thinking").asText(""), sink);
                signature.append(delta.path("signature").asText(""));
            }
            case TOOL -> arguments(delta.path("partial_json").asText(""), reply, sink);
            case FOREIGN -> {
                // see Kind.FOREIGN
            }
        }
    }

    void stop(ReplyEvents reply, Consumer<ChatEvent> sink) {
        switch (kind) {
            case THINKING -> reply.signed(signature.toString(), sink);
            case TOOL -> {
                if (!argumentsCame) {
                    reply.arguments(tool, initialInput, sink);
                }
                reply.toolEnded(tool, sink);
            }
            case TEXT, FOREIGN -> {
                // nothing was kept back
            }
        }
    }

    private void arguments(String fragment, ReplyEvents reply, Consumer<ChatEvent> sink) {
        // Anthropic Messages, streaming: the first fragment is usually empty
        if (!fragment.isEmpty()) {
            argumentsCame = true;
            reply.arguments(tool, fragment, sink);
        }
    }
}
