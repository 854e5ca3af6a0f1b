package io.omniroute.routing.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A fingerprint of what stays the same while a conversation grows: the model, the instructions, the tools, the messages up to
 * the first of the user, in the words of every format. Only so many bytes of each are looked at, as they stand in the body,
 * and nothing is copied: it is made for every call. {@code cache_control} in a message does not count, since clients move it on.
 */
final class ConversationPrint {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_OF_A_PART = 4 << 10;
    private static final long SEED = 0x9e3779b97f4a7c15L;

    private final byte[] body;
    private long instructions;
    private long tools;
    private long messages;
    private boolean begun;
    private int left = MOST_OF_A_PART;

    ConversationPrint(byte[] body) {
        this.body = body;
    }

    /** Reads the value that the parser stands at, if the field is one of those that count. @return whether it was */
    boolean read(String field, JsonToken value, JsonParser parser) throws IOException {
        switch (field) {
            case "system", "instructions", "systemInstruction", "system_instruction" ->
                instructions = raw(value, parser);
            case "tools" -> tools = raw(value, parser);
            case "messages", "input", "contents" -> readMessages(value, parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Empty when no message was found. */
    Optional<String> of(String model) {
        if (!begun) {
            return Optional.empty();
        }
        long print = step(step(step(step(SEED, model.hashCode()), instructions), tools), messages);
        return Optional.of(HexFormat.of().toHexDigits(print));
    }

    private void readMessages(JsonToken value, JsonParser parser) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            addString(parser);
            begun = true;
        } else if (value == JsonToken.START_ARRAY) {
            boolean open = true;
            while (open && !begun && left > 0) {
                JsonToken element = parser.nextToken();
                open = element != JsonToken.END_ARRAY;
                if (element == JsonToken.START_OBJECT) {
                    begun = isOfUser(parser);
                } else {
                    parser.skipChildren();
                }
            }
            begun |= left <= 0;
            skipRest(open, parser);
        } else {
            parser.skipChildren();
        }
    }

    private static void skipRest(boolean open, JsonParser parser) throws IOException {
        if (open) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
            }
        }
    }

    /** Adds a message. Gemini's need no role: without one, they are the user's; so are OpenAI's items of {@code input}. */
    private boolean isOfUser(JsonParser parser) throws IOException {
        boolean user = true;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (name.equals("cache_control")) {
                    parser.nextToken();
                    parser.skipChildren();
                } else if (depth == 1 && name.equals("role")) {
                    user = parser.nextToken() == JsonToken.VALUE_STRING
                            && parser.getText().equals("user");
                    parser.skipChildren();
                } else {
                    messages = step(messages, name.hashCode());
                }
            } else if (token == JsonToken.VALUE_STRING) {
                addString(parser);
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
        return user;
    }

    /** As it stands between its quotes, up to what is left to look at. */
    private void addString(JsonParser parser) {
        int from = (int) parser.currentTokenLocation().getByteOffset() + 1;
        int most = Math.min(body.length, from + left);
        int to = endOfString(from, most);
        left -= to - from;
        messages = mix(messages, from, to);
    }

    /** Never decodes: a long text would cost more than all the rest. A backslash before the quote may end it late, at worst. */
    private int endOfString(int from, int most) {
        int to = from;
        while (to < most && (body[to] != '"' || body[to - 1] == '\\')) {
            to++;
        }
        return to;
    }

    private long raw(JsonToken value, JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        int most = Math.min(body.length, from + MOST_OF_A_PART);
        if (value == JsonToken.VALUE_STRING) {
            return mix(SEED, from, endOfString(from + 1, most));
        }
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        return mix(step(SEED, to - from), from, Math.min(to, most));
    }

    private long mix(long start, int from, int to) {
        long hash = start;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = step(hash, (long) LONGS.get(body, at));
        }
        for (; at < to; at++) {
            hash = step(hash, body[at]);
        }
        return step(hash, to - from);
    }

    /** One round of a mixer in the manner of SplitMix64. */
    private static long step(long hash, long value) {
        long mixed = (hash ^ value) * 0xbf58476d1ce4e5b9L;
        return mixed ^ mixed >>> 29;
    }
}
