package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes content blocks one after the other, numbered from 0. Anthropic Messages, streaming: blocks are sequential; a
 * strict client is lost when two are open.
 */
final class BlockStream {
    /** What the open block holds. */
    enum Kind {
        NOTHING,
        TEXT,
        REFUSAL,
        THINKING,
        TOOL
    }

    private Kind open = Kind.NOTHING;
    private int index = -1;

    Kind open() {
        return open;
    }

    /** Closes the open block and opens this one. */
    void start(Kind kind, ObjectNode block, OutputStream out) throws IOException {
        stop(out);
        index++;
        ObjectNode data = Json.object().put("type", "content_block_start").put("index", index);
        data.set("content_block", block);
        write("content_block_start", data, out);
        open = kind;
    }

    /** Adds to the open block. */
    void delta(String type, String field, String value, OutputStream out) throws IOException {
        ObjectNode data = Json.object().put("type", "content_block_delta").put("index", index);
        data.putObject("delta").put("type", type).put(field, value);
        write("content_block_delta", data, out);
    }

    /** Closes the open block, if there is one. */
    void stop(OutputStream out) throws IOException {
        if (open == Kind.NOTHING) {
            return;
        }
        open = Kind.NOTHING;
        write(
                "content_block_stop",
                Json.object().put("type", "content_block_stop").put("index", index),
                out);
    }

    /** One whole frame in one write, so that a reader behind a small buffer never sees half of it. */
    static void write(String event, ObjectNode data, OutputStream out) throws IOException {
        byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] json = Json.bytes(data);
        byte[] frame = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(json, 0, frame, head.length, json.length);
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        out.write(frame);
    }
}
