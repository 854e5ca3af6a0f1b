package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes the events of a reply as Anthropic's stream. {@code message_start} waits for the first thing worth telling, so
 * that it can carry the input tokens of vendors that report them early; {@code message_delta} waits for the end, because
 * many vendors report usage after they have finished.
 */
final class MessageStreamEncoder implements StreamEncoder {
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ReplyContext context;
    private final SequentialContent content = new SequentialContent();
    private Optional<ChatEvent.Started> started = Optional.empty();
    private Optional<Usage> usage = Optional.empty();
    private FinishReason reason = FinishReason.STOP;
    private Optional<String> stopSequence = Optional.empty();
    private boolean begun;
    private boolean over;

    MessageStreamEncoder(ReplyContext context) {
        this.context = context;
    }

    @Override
    public void encode(ChatEvent event, OutputStream out) throws IOException {
        switch (event) {
            case ChatEvent.Started e -> started(e, out);
            case ChatEvent.UsageReported e -> usage(e, out);
            case ChatEvent.Finished e -> finished(e, out);
            case ChatEvent.TextDelta e -> content(e.choice(), e, out);
            case ChatEvent.RefusalDelta e -> content(e.choice(), e, out);
            case ChatEvent.ThinkingDelta e -> content(e.choice(), e, out);
            case ChatEvent.ThinkingSigned e -> content(e.choice(), e, out);
            case ChatEvent.ToolCallStarted e -> content(e.choice(), e, out);
            case ChatEvent.ToolArguments e -> content(e.choice(), e, out);
            case ChatEvent.ToolCallEnded e -> content(e.choice(), e, out);
            case ChatEvent.MediaProduced e -> content(e.choice(), e, out);
            case ChatEvent.Failed ignored -> throw new IllegalArgumentException("a failure ends a stream with fail()");
        }
    }

    @Override
    public void end(OutputStream out) throws IOException {
        if (over) {
            return;
        }
        begin(out);
        content.finish(out);
        over = true;
        ObjectNode data = Json.object().put("type", "message_delta");
        ObjectNode delta = data.putObject("delta")
                .put("stop_reason", StopReasons.write(reason, content.called(), content.refused()));
        delta.put("stop_sequence", stopSequence.orElse(null));
        data.set("usage", ReplyBlocks.usage(usage.orElse(Usage.NONE)));
        BlockStream.write("message_delta", data, out);
        BlockStream.write("message_stop", Json.object().put("type", "message_stop"), out);
    }

    @Override
    public void fail(Failure failure, OutputStream out) throws IOException {
        if (over) {
            return;
        }
        over = true;
        BlockStream.write("error", ErrorWriter.write(failure), out);
    }

    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }

    private void started(ChatEvent.Started event, OutputStream out) throws IOException {
        started = Optional.of(event);
        if (usage.isPresent()) {
            begin(out);
        }
    }

    private void usage(ChatEvent.UsageReported event, OutputStream out) throws IOException {
        usage = Optional.of(event.usage());
        if (started.isPresent()) {
            begin(out);
        }
    }

    private void content(int choice, ChatEvent event, OutputStream out) throws IOException {
        if (choice == 0) {
            begin(out);
            content.accept(event, out);
        }
    }

    private void finished(ChatEvent.Finished event, OutputStream out) throws IOException {
        if (event.choice() == 0) {
            begin(out);
            content.finish(out);
            reason = event.reason();
            stopSequence = event.stopSequence();
        }
    }

    private void begin(OutputStream out) throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        ObjectNode message = ReplyBlocks.envelope(
                started.map(ChatEvent.Started::id).orElse(""),
                started.map(ChatEvent.Started::model).orElse(""),
                context);
        message.set("usage", ReplyBlocks.usage(usage.orElse(Usage.NONE)));
        ObjectNode data = Json.object().put("type", "message_start");
        data.set("message", message);
        BlockStream.write("message_start", data, out);
    }
}
