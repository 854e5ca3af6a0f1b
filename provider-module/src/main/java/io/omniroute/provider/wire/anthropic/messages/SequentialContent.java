package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings content events into sequential blocks. While a tool call is open, whatever belongs elsewhere waits: other vendors
 * interleave the arguments of parallel calls, this format cannot.
 */
final class SequentialContent {
    private static final int NO_TOOL = -1;

    private final BlockStream blocks = new BlockStream();
    private Deque<ChatEvent> waiting = new ArrayDeque<>();
    private int openTool = NO_TOOL;
    private boolean openToolIsCustom;
    private boolean called;
    private boolean refused;

    /** Whether a tool was called so far. */
    boolean called() {
        return called;
    }

    boolean refused() {
        return refused;
    }

    /** @param event one that has content, of choice 0 */
    void accept(ChatEvent event, OutputStream out) throws IOException {
        if (mustWait(event)) {
            waiting.add(event);
            return;
        }
        write(event, out);
        while (openTool == NO_TOOL && !waiting.isEmpty()) {
            release(out);
        }
    }

    /** Closes what is open and writes what waited; a vendor may finish without ending its calls. */
    void finish(OutputStream out) throws IOException {
        while (openTool != NO_TOOL || !waiting.isEmpty()) {
            stopTool(out);
            release(out);
        }
        blocks.stop(out);
    }

    /**
     * One pass over what waits. As soon as one event must go on waiting, all behind it do until a tool is open again;
     * else arguments could overtake their own call.
     */
    private void release(OutputStream out) throws IOException {
        Deque<ChatEvent> held = waiting;
        waiting = new ArrayDeque<>();
        for (ChatEvent event : held) {
            if (mustWait(event)) {
                waiting.add(event);
            } else {
                write(event, out);
            }
        }
    }

    private boolean mustWait(ChatEvent event) {
        if (openTool == NO_TOOL) {
            return !waiting.isEmpty();
        }
        return switch (event) {
            case ChatEvent.ToolArguments e -> e.index() != openTool;
            case ChatEvent.ToolCallEnded e -> e.index() != openTool;
            default -> true;
        };
    }

    private void write(ChatEvent event, OutputStream out) throws IOException {
        switch (event) {
            case ChatEvent.TextDelta e -> text(BlockStream.Kind.TEXT, e.text(), out);
            case ChatEvent.RefusalDelta e -> {
                refused = true;
                text(BlockStream.Kind.REFUSAL, e.text(), out);
            }
            case ChatEvent.ThinkingDelta e -> thinking(e.text(), out);
            case ChatEvent.ThinkingSigned e -> signed(e, out);
            case ChatEvent.ToolCallStarted e -> startTool(e, out);
            case ChatEvent.ToolArguments e -> arguments(e, out);
            case ChatEvent.ToolCallEnded ignored -> stopTool(out);
            case ChatEvent.MediaProduced e -> {
                blocks.stop(out);
                text(BlockStream.Kind.TEXT, ReplyBlocks.markdown(e.media()), out);
                blocks.stop(out);
            }
            case ChatEvent.Started ignored -> throw notContent(event);
            case ChatEvent.Finished ignored -> throw notContent(event);
            case ChatEvent.UsageReported ignored -> throw notContent(event);
            case ChatEvent.Failed ignored -> throw notContent(event);
        }
    }

    private void text(BlockStream.Kind kind, String text, OutputStream out) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        if (blocks.open() != kind) {
            blocks.start(kind, ReplyBlocks.text(""), out);
        }
        blocks.delta("text_delta", "text", text, out);
    }

    private void thinking(String text, OutputStream out) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        if (blocks.open() != BlockStream.Kind.THINKING) {
            blocks.start(BlockStream.Kind.THINKING, ReplyBlocks.thinking("", ""), out);
        }
        blocks.delta("thinking_delta", "thinking", text, out);
    }

    private void signed(ChatEvent.ThinkingSigned event, OutputStream out) throws IOException {
        if (event.redacted() && event.family() == ModelFamily.ANTHROPIC) {
            blocks.start(BlockStream.Kind.THINKING, ReplyBlocks.redactedThinking(event.signature()), out);
            blocks.stop(out);
            return;
        }
        String field = ThinkingSignatures.write(event.family(), event.signature(), event.id());
        if (blocks.open() != BlockStream.Kind.THINKING && !field.isEmpty()) {
            blocks.start(BlockStream.Kind.THINKING, ReplyBlocks.thinking("", ""), out);
        }
        if (!field.isEmpty()) {
            // Anthropic Messages, streaming: the signature comes as one delta just before the block stops
            blocks.delta("signature_delta", "signature", field, out);
        }
        if (blocks.open() == BlockStream.Kind.THINKING) {
            blocks.stop(out);
        }
    }

    private void startTool(ChatEvent.ToolCallStarted event, OutputStream out) throws IOException {
        called = true;
        openTool = event.index();
        openToolIsCustom = event.custom();
        blocks.start(BlockStream.Kind.TOOL, ReplyBlocks.toolUse(event.id(), event.name(), Json.object()), out);
        if (openToolIsCustom) {
            json("{\"input\":\"", out);
        }
    }

    private void arguments(ChatEvent.ToolArguments event, OutputStream out) throws IOException {
        if (event.index() == openTool) {
            String fragment = event.fragment();
            json(
                    openToolIsCustom
                            ? new String(JsonStringEncoder.getInstance().quoteAsString(fragment))
                            : fragment,
                    out);
        }
    }

    private void stopTool(OutputStream out) throws IOException {
        if (openTool == NO_TOOL) {
            return;
        }
        if (openToolIsCustom) {
            json("\"}", out);
        }
        openTool = NO_TOOL;
        blocks.stop(out);
    }

    private void json(String fragment, OutputStream out) throws IOException {
        blocks.delta("input_json_delta", "partial_json", fragment, out);
    }

    private static IllegalArgumentException notContent(ChatEvent event) {
        return new IllegalArgumentException("not content: " + event.getClass().getSimpleName());
    }
}
