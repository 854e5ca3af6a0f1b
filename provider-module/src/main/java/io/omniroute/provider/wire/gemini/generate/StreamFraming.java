package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How fragments follow each other: as server-sent events ({@code alt=sse}) or, without it, as the elements of one JSON
 * array. One per stream.
 */
final class StreamFraming {
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] FRAME_END = ascii("\n\n");
    private static final byte[] OPEN = ascii("[");
    private static final byte[] NEXT = ascii(",\r\n");
    private static final byte[] CLOSE = ascii("]");
    private static final byte[] COMMENT = ascii(": keep-alive\n\n");
    /** White space is all that JSON allows between elements. */
    private static final byte[] SPACE = ascii("\n");

    private final boolean array;
    private boolean opened;

    StreamFraming(boolean array) {
        this.array = array;
    }

    void write(JsonNode fragment, OutputStream out) throws IOException {
        byte[] json = Json.bytes(fragment);
        byte[] before = array ? opened ? NEXT : OPEN : DATA;
        byte[] after = array ? new byte[0] : FRAME_END;
        opened = true;
        byte[] frame = new byte[before.length + json.length + after.length];
        System.arraycopy(before, 0, frame, 0, before.length);
        System.arraycopy(json, 0, frame, before.length, json.length);
        System.arraycopy(after, 0, frame, before.length + json.length, after.length);
        out.write(frame);
    }

    /** Ends the array; server-sent events need no end, Gemini has no [DONE]. */
    void close(OutputStream out) throws IOException {
        if (array) {
            out.write(CLOSE);
        }
    }

    byte[] keepAlive() {
        return (array ? SPACE : COMMENT).clone();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
