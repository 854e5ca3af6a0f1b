package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code chat.completion.chunk}s: the role once in the first chunk of a choice, one finish chunk per choice, a
 * usage chunk if the client asked for one, and {@code [DONE]}.
 */
final class ChatStreamEncoder implements StreamEncoder {
    private static final byte[] DATA = bytes("data: ");
    private static final byte[] FRAME_END = bytes("\n\n");
    private static final byte[] DONE = bytes("data: [DONE]\n\n");
    private static final byte[] KEEP_ALIVE = bytes(": keep-alive\n\n");

    private final ReplyContext context;
    private final Map<Integer, ChoiceProgress> choices = new TreeMap<>();
    private String vendorId = "";
    private Usage usage = Usage.NONE;
    private boolean closed;

    ChatStreamEncoder(ReplyContext context) {
        this.context = context;
    }

    @Override
    public void encode(ChatEvent event, OutputStream out) throws IOException {
        switch (event) {
            case ChatEvent.Started e -> {
                vendorId = e.id();
                progress(0, out);
            }
            case ChatEvent.TextDelta e -> text(e.choice(), "content", e.text(), out);
            case ChatEvent.RefusalDelta e -> text(e.choice(), "refusal", e.text(), out);
            case ChatEvent.ThinkingDelta e -> {
                progress(e.choice(), out).thought(e.text());
                text(e.choice(), "reasoning_content", e.text(), out);
            }
            case ChatEvent.ThinkingSigned e -> signed(e, out);
            case ChatEvent.ToolCallStarted e -> toolStarted(e, out);
            case ChatEvent.ToolArguments e -> toolArguments(e, out);
            case ChatEvent.ToolCallEnded e -> toolEnded(e, out);
            case ChatEvent.MediaProduced e -> media(e, out);
            case ChatEvent.Finished e -> finished(e.choice(), e.reason(), out);
            case ChatEvent.UsageReported e -> usage = e.usage();
            case ChatEvent.Failed e -> fail(e.failure(), out);
        }
    }

    @Override
    public void end(OutputStream out) throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        progress(0, out);
        for (int choice : choices.keySet()) {
            finished(choice, FinishReason.STOP, out);
        }
        if (context.envelope().includeUsage()) {
            ObjectNode chunk = head();
            chunk.putArray("choices");
            chunk.set("usage", UsageJson.write(usage));
            write(chunk, out);
        }
        out.write(DONE);
    }

    @Override
    public void fail(Failure failure, OutputStream out) throws IOException {
        if (!closed) {
            closed = true;
            write(ErrorWriter.write(failure), out);
        }
    }

    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }

    private void text(int choice, String field, String text, OutputStream out) throws IOException {
        if (!text.isEmpty()) {
            delta(choice, Json.object().put(field, text), out);
        }
    }

    private void signed(ChatEvent.ThinkingSigned e, OutputStream out) throws IOException {
        ArrayNode details = progress(e.choice(), out).sign(e);
        delta(e.choice(), Json.object().set("reasoning_details", details), out);
    }

    private void toolStarted(ChatEvent.ToolCallStarted e, OutputStream out) throws IOException {
        ChoiceProgress progress = progress(e.choice(), out);
        progress.callStarted(e);
        ContentPart.ToolCall call = new ContentPart.ToolCall(e.id(), e.name(), "", e.custom(), e.signature());
        ObjectNode delta = Json.object();
        CallJson.head(call, "", delta.putArray("tool_calls").addObject().put("index", e.index()));
        if (e.signature().isPresent()) {
            delta.set(
                    "reasoning_details", progress.signCall(e.id(), e.signature().get()));
        }
        delta(e.choice(), delta, out);
    }

    private void toolArguments(ChatEvent.ToolArguments e, OutputStream out) throws IOException {
        if (e.fragment().isEmpty()) {
            return;
        }
        ChoiceProgress progress = progress(e.choice(), out);
        progress.argued(e.index(), e.fragment());
        ObjectNode delta = Json.object();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", e.index());
        if (progress.isCustom(e.index())) {
            call.putObject("custom").put("input", e.fragment());
        } else {
            call.putObject("function").put("arguments", e.fragment());
        }
        delta(e.choice(), delta, out);
    }

    private void toolEnded(ChatEvent.ToolCallEnded e, OutputStream out) throws IOException {
        if (progress(e.choice(), out).lacksArguments(e.index())) {
            toolArguments(new ChatEvent.ToolArguments(e.choice(), e.index(), CallJson.NO_ARGUMENTS), out);
        }
    }

    private void media(ChatEvent.MediaProduced e, OutputStream out) throws IOException {
        ObjectNode delta = Json.object();
        if (e.media() instanceof ContentPart.Image image) {
            MediaJson.image(image).ifPresent(json -> delta.putArray("images").add(json));
        } else if (e.media() instanceof ContentPart.Audio audio
                && audio.source() instanceof MediaSource.Inline inline) {
            delta.set("audio", MediaJson.audio(inline, context));
        }
        if (!delta.isEmpty()) {
            delta(e.choice(), delta, out);
        }
    }

    private void finished(int choice, FinishReason reason, OutputStream out) throws IOException {
        ChoiceProgress progress = progress(choice, out);
        if (progress.finish()) {
            write(chunk(choice, Json.object(), FinishWords.write(reason, progress.hasCalls())), out);
        }
    }

    /** The choice's state; a choice met for the first time is announced. */
    private ChoiceProgress progress(int choice, OutputStream out) throws IOException {
        ChoiceProgress known = choices.get(choice);
        if (known != null) {
            return known;
        }
        ChoiceProgress fresh = new ChoiceProgress();
        choices.put(choice, fresh);
        write(chunk(choice, Json.object().put("role", "assistant").put("content", ""), null), out);
        return fresh;
    }

    private void delta(int choice, ObjectNode delta, OutputStream out) throws IOException {
        if (!closed && !progress(choice, out).finished()) {
            write(chunk(choice, delta, null), out);
        }
    }

    /** @param finishReason null in all chunks but the last, as on the wire */
    private ObjectNode chunk(int choice, ObjectNode delta, String finishReason) {
        ObjectNode chunk = head();
        ObjectNode json = chunk.putArray("choices").addObject().put("index", choice);
        json.set("delta", delta);
        json.putNull("logprobs");
        json.put("finish_reason", finishReason);
        if (context.envelope().includeUsage()) {
            // OpenAI Chat, stream_options: all other chunks carry usage with a null value
            chunk.putNull("usage");
        }
        return chunk;
    }

    private ObjectNode head() {
        return ResponseWriter.head(context, vendorId, "chat.completion.chunk");
    }

    private static void write(ObjectNode json, OutputStream out) throws IOException {
        out.write(DATA);
        out.write(Json.bytes(json));
        out.write(FRAME_END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
