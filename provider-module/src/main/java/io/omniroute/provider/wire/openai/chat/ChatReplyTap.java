package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ChoiceEnds;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads along by looking for a few member names in the raw bytes, in one pass. Inside a JSON string the quotes around such a
 * name would be escaped, so text that talks about usage is never mistaken for it.
 */
final class ChatReplyTap implements ReplyTap {
    private static final byte[] USAGE = key("usage");
    private static final byte[] ERROR = key("error");
    /** MiniMax's. */
    private static final byte[] OUTCOME = key("base_resp");

    private static final byte[] FINISH = key("finish_reason");
    private static final byte[] INDEX = key("index");
    private static final byte[][] VISIBLE = {
        key("content"),
        key("reasoning_content"),
        key("reasoning"),
        key("reasoning_text"),
        key("arguments"),
        key("input")
    };
    /** The first letters of them all. */
    private static final boolean[] FIRST_LETTER = new boolean[128];

    static {
        for (byte[] name : VISIBLE) {
            FIRST_LETTER[name[1]] = true;
        }
        for (byte[] name : new byte[][] {USAGE, ERROR, OUTCOME, FINISH, INDEX}) {
            FIRST_LETTER[name[1]] = true;
        }
    }

    private final ChoiceEnds choices = new ChoiceEnds("choices", "finish_reason");
    private Optional<Usage> usage = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean done;
    private boolean ofFirst;
    private boolean ofOthers;
    private boolean ends;
    private boolean usageOnly;
    private long outputBytes;

    @Override
    public void accept(SseFrame frame) {
        usageOnly = false;
        if (frame.isDone()) {
            done = true;
            return;
        }
        ofFirst = false;
        ofOthers = false;
        ends = false;
        if (scan(frame.buffer(), frame.from(), frame.to())) {
            look(frame);
        }
        if (ends || ofOthers) {
            choices.read(frame.dataBuffer(), frame.dataFrom(), frame.dataTo());
        } else if (ofFirst) {
            choices.saw(0);
        }
    }

    @Override
    public Optional<Usage> usage() {
        return usage;
    }

    @Override
    public boolean complete() {
        return done || choices.complete();
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

    /** @return whether the chunk may hold usage or an error and has to be parsed */
    private boolean scan(byte[] buffer, int from, int to) {
        boolean parse = false;
        int end = to - 1;
        for (int at = from; at < end; at++) {
            byte letter = buffer[at + 1];
            if (buffer[at] == '"' && letter > 0 && FIRST_LETTER[letter]) {
                if (isAt(ERROR, buffer, at, to) || isAt(OUTCOME, buffer, at, to)) {
                    parse = true;
                } else if (isAt(USAGE, buffer, at, to)) {
                    parse |= valueBegins('{', buffer, at + USAGE.length, to) >= 0;
                } else if (isAt(FINISH, buffer, at, to)) {
                    ends |= valueBegins('"', buffer, at + FINISH.length, to) >= 0;
                } else if (isAt(INDEX, buffer, at, to)) {
                    boolean zero = valueBegins('0', buffer, at + INDEX.length, to) >= 0;
                    ofFirst |= zero;
                    ofOthers |= !zero; // or the second call of the first: its index looks the same from here
                } else {
                    at = countVisible(buffer, at, to);
                }
            }
        }
        return parse;
    }

    /** @return where to read on: the last byte of the text that was counted, or {@code at} */
    private int countVisible(byte[] buffer, int at, int to) {
        for (byte[] name : VISIBLE) {
            if (isAt(name, buffer, at, to)) {
                int quote = valueBegins('"', buffer, at + name.length, to);
                if (quote < 0) {
                    return at;
                }
                int end = Math.min(to, endOfString(buffer, quote + 1, to));
                outputBytes += end - quote - 1L;
                return end;
            }
        }
        return at;
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

    private static boolean isAt(byte[] name, byte[] buffer, int at, int to) {
        return at + name.length <= to && Arrays.equals(buffer, at, at + name.length, name, 0, name.length);
    }

    /** Offset of a member's value if it begins with {@code opening}, or −1. @param behindName first byte behind the name */
    private static int valueBegins(char opening, byte[] buffer, int behindName, int to) {
        int value = behindName;
        while (value < to && (buffer[value] == ' ' || buffer[value] == ':')) {
            value++;
        }
        return value < to && buffer[value] == opening ? value : -1;
    }

    private static int endOfString(byte[] buffer, int from, int to) {
        int end = from;
        while (end < to && buffer[end] != '"') {
            end += buffer[end] == '\\' ? 2 : 1;
        }
        return end;
    }

    private static byte[] key(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }
}
