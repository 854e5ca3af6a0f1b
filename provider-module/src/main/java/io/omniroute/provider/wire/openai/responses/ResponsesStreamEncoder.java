package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reply as the events of a Responses stream: numbered from 0, ended by one event with the whole response. */
final class ResponsesStreamEncoder implements StreamEncoder {
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ResponseObject response;
    private final OutputItems items;
    private final List<ObjectNode> pending = new ArrayList<>();
    private FinishReason reason = FinishReason.STOP;
    private Optional<Usage> usage = Optional.empty();
    private long sequence;
    private boolean ended;

    ResponsesStreamEncoder(ReplyContext context) {
        this.response = new ResponseObject(context);
        this.items = new OutputItems(response.idStem(), pending::add);
    }

    @Override
    public void encode(ChatEvent event, OutputStream out) throws IOException {
        if (ended) {
            return;
        }
        begin();
        if (event instanceof ChatEvent.UsageReported reported) {
            usage = Optional.of(reported.usage());
        } else if (event instanceof ChatEvent.Finished finished) {
            reason = finished.reason();
        } else {
            items.accept(event);
        }
        write(out);
    }

    @Override
    public void end(OutputStream out) throws IOException {
        if (ended) {
            return;
        }
        begin();
        items.close(ResponseObject.statusOfOpenItems(reason));
        ObjectNode whole = response.finished(items.done(), reason, usage.orElse(Usage.NONE));
        tell("response." + whole.path("status").textValue(), whole);
        ended = true;
        write(out);
    }

    /**
     * A failed response carries the items that were finished; those still growing stay open, as OpenAI leaves them.
     */
    @Override
    public void fail(Failure failure, OutputStream out) throws IOException {
        if (ended) {
            return;
        }
        begin();
        tell("response.failed", response.failed(items.done(), failure, usage));
        ended = true;
        write(out);
    }

    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE.clone();
    }

    /** Responses, streaming: response.created comes before anything else, also before a failure. */
    private void begin() {
        if (sequence == 0 && pending.isEmpty()) {
            tell("response.created", response.inProgress());
            tell("response.in_progress", response.inProgress());
        }
    }

    private void tell(String type, ObjectNode whole) {
        ObjectNode event = Json.object().put("type", type);
        event.set("response", whole);
        pending.add(event);
    }

    private void write(OutputStream out) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(256);
        for (ObjectNode event : pending) {
            event.put("sequence_number", sequence++);
            frames.writeBytes(ascii("event: " + event.path("type").textValue() + "\ndata: "));
            frames.writeBytes(Json.bytes(event));
            frames.writeBytes(ascii("\n\n"));
        }
        pending.clear();
        frames.writeTo(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
