package io.omniroute.provider.wire.openai.chat;

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
 * Reads along by looking for a few member names in the raw bytes. Inside a JSON string the quotes around such a name
 * would be escaped, so text that talks about usage is never mistaken for it.
 */
final class ChatReplyTap implements ReplyTap {
    private static final byte[] USAGE = key("usage");
    private static final byte[] ERROR = key("error");
    private static final byte[] FINISH = key("finish_reason");
    private static final byte[][] VISIBLE = {
        key("content"),
        key("reasoning_content"),
        key("reasoning"),
        key("reasoning_text"),
        key("arguments"),
        key("input")
    };

    private Optional<Usage> usage = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean complete;
    private boolean usageOnly;
    private long outputBytes;

    @Override
    public void accept(SseFrame frame) {
        usageOnly = false;
        if (frame.isDone()) {
            complete = true;
            return;
        }
        if (valueOf(frame, FINISH, '"') >= 0) {
            complete = true;
        }
        if (valueOf(frame, USAGE, '{') >= 0 || frame.contains(ERROR)) {
            look(frame);
        }
        for (byte[] name : VISIBLE) {
            outputBytes += stringLength(frame, name);
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
        return usageOnly;
    }

    private void look(SseFrame frame) {
        if (!frame.hasData()) {
            return;
        }
        JsonNode chunk;
        try {
            chunk = Json.vendorObject(frame);
        } catch (GatewayException broken) {
            // the client gets these bytes as they are; a tap has no say in it
            return;
        }
        failure = failure.or(() -> ErrorReader.inBody(chunk));
        Optional<Usage> found = UsageJson.find(chunk);
        usage = found.or(() -> usage);
        usageOnly = found.isPresent()
                && chunk.path("choices").isArray()
                && chunk.path("choices").isEmpty();
    }

    /** Offset of the value of the first such member whose value begins with {@code opening}, or −1. */
    private static int valueOf(SseFrame frame, byte[] name, char opening) {
        int at = frame.indexOf(name, frame.from());
        while (at >= 0) {
            int value = at + name.length;
            while (value < frame.to() && (frame.buffer()[value] == ' ' || frame.buffer()[value] == ':')) {
                value++;
            }
            if (value < frame.to() && frame.buffer()[value] == opening) {
                return value;
            }
            at = frame.indexOf(name, value);
        }
        return -1;
    }

    private static long stringLength(SseFrame frame, byte[] name) {
        int quote = valueOf(frame, name, '"');
        if (quote < 0) {
            return 0;
        }
        int end = quote + 1;
        while (end < frame.to() && frame.buffer()[end] != '"') {
            end += frame.buffer()[end] == '\\' ? 2 : 1;
        }
        return Math.max(0, Math.min(end, frame.to()) - quote - 1L);
    }

    private static byte[] key(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }
}
