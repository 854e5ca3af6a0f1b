package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Looks for type names as bytes. Inside a JSON string a quote is always escaped, so a quoted name is found only where it
 * is a value of the frame itself, never in what the model wrote.
 */
final class MessageTap implements ReplyTap {
    private static final byte[] BLOCK_DELTA = quoted("content_block_delta");
    private static final byte[] MESSAGE_START = quoted("message_start");
    private static final byte[] MESSAGE_DELTA = quoted("message_delta");
    private static final byte[] MESSAGE_STOP = quoted("message_stop");
    private static final byte[] ERROR = quoted("error");
    /** The fields of a delta that hold output. */
    private static final byte[][] OUTPUT = {
        "\"text\":".getBytes(StandardCharsets.US_ASCII),
        "\"thinking\":".getBytes(StandardCharsets.US_ASCII),
        "\"partial_json\":".getBytes(StandardCharsets.US_ASCII)
    };
    /** What stands around a delta's value: two quotes, two braces, two line feeds. */
    private static final int AROUND_VALUE = 6;

    private final UsageMeter meter = new UsageMeter();
    private Optional<Failure> failure = Optional.empty();
    private boolean complete;
    private long outputBytes;

    @Override
    public void accept(SseFrame frame) {
        if (frame.contains(BLOCK_DELTA)) {
            countOutput(frame);
        } else if (frame.contains(MESSAGE_STOP)) {
            complete = true;
        } else if (frame.contains(MESSAGE_START) || frame.contains(MESSAGE_DELTA) || frame.contains(ERROR)) {
            parse(frame);
        }
    }

    @Override
    public Optional<Usage> usage() {
        return meter.usage();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<Failure> failure() {
        return failure;
    }

    @Override
    public long outputBytes() {
        return outputBytes;
    }

    @Override
    public boolean usageOnly() {
        return false;
    }

    private void countOutput(SseFrame frame) {
        for (byte[] field : OUTPUT) {
            int at = frame.indexOf(field, frame.from());
            if (at >= 0) {
                outputBytes += Math.max(0, frame.to() - at - field.length - AROUND_VALUE);
                return;
            }
        }
    }

    private void parse(SseFrame frame) {
        JsonNode event;
        try {
            event = Json.vendorObject(frame);
        } catch (GatewayException e) {
            // a broken frame passes through as it is; the client will judge it
            return;
        }
        switch (event.path("type").asText()) {
            case "message_start" -> meter.accept(event.path("message").path("usage"));
            case "message_delta" -> meter.accept(event.path("usage"));
            case "error" -> failure = Optional.of(ErrorReader.readEvent(event));
            default -> {
                // a new event that mentions one of these names
            }
        }
    }

    private static byte[] quoted(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }
}
