package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Goes by the event names; only the last event of a stream is parsed. */
final class ResponsesReplyTap implements ReplyTap {
    private static final Set<String> TERMINAL = Set.of(
            "response.completed",
            "response.done",
            "response.incomplete",
            "response.failed",
            "response.cancelled",
            "error");
    private static final byte[] DELTA = ascii("\"delta\":");
    private static final byte[] RESPONSE = ascii("\"response\":");
    private static final byte[] ERROR = ascii("\"error\":");

    private final BrokenResponse broken = new BrokenResponse();
    private Optional<Usage> usage = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean complete;
    private long outputBytes;

    @Override
    public void accept(SseFrame frame) {
        String event = frame.event();
        broken.follow(frame);
        if (event.endsWith(".delta")) {
            countDelta(frame);
        } else if (TERMINAL.contains(event) || event.isEmpty() && mayEnd(frame)) {
            readEnd(frame);
        } else if (event.isEmpty()) {
            countDelta(frame);
        }
    }

    @Override
    public Optional<Usage> usage() {
        return usage;
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

    @Override
    public Optional<byte[]> brokenOff(Failure reason) {
        return Optional.of(broken.end(reason));
    }

    /** Vendors that leave the event names out: only frames with a response or an error can be the last. */
    private static boolean mayEnd(SseFrame frame) {
        return frame.hasData() && !frame.isDone() && (frame.contains(RESPONSE) || frame.contains(ERROR));
    }

    private void readEnd(SseFrame frame) {
        JsonNode event;
        try {
            event = Json.vendorObject(frame);
        } catch (GatewayException e) {
            // passed on as it came, and no end: if nothing else follows, the stream was cut short
            return;
        }
        String type = event.path("type").asText(frame.event());
        boolean error =
                type.equals("error") || type.isEmpty() && event.path("error").isObject();
        if (!error && !TERMINAL.contains(type)) {
            return;
        }
        complete = true;
        JsonNode response = event.path("response");
        UsageJson.read(response).ifPresent(found -> usage = Optional.of(found));
        if (error) {
            failure = Optional.of(ErrorReader.ofStream(event));
        } else if (type.equals("response.failed") || type.equals("response.cancelled")) {
            failure = Optional.of(ErrorReader.ofStream(response));
        }
    }

    private void countDelta(SseFrame frame) {
        int at = frame.indexOf(DELTA, frame.from());
        if (at < 0) {
            return;
        }
        byte[] bytes = frame.buffer();
        int start = at + DELTA.length;
        while (start < frame.to() && bytes[start] == ' ') {
            start++;
        }
        if (start >= frame.to() || bytes[start] != '"') {
            return;
        }
        int end = start + 1;
        while (end < frame.to() && bytes[end] != '"') {
            end += bytes[end] == '\\' ? 2 : 1;
        }
        outputBytes += Math.min(end, frame.to()) - start - 1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
