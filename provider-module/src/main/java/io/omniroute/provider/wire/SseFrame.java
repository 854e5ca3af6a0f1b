package io.omniroute.provider.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One server-sent event as it came, comment lines and all (WHATWG HTML, "Server-sent events", 9.2.6). A view into the
 * reader's buffer: valid only until the reader is asked for more. Parsing is lazy, because most frames of a
 * pass-through stream are only copied.
 */
public final class SseFrame {
    private static final byte[] DONE = ascii("[DONE]");

    private final byte[] buffer;
    private final int from;
    private final int to;
    private boolean parsed;
    private String event = "";
    private byte[] data;
    private int dataFrom;
    private int dataTo;

    /** @param from first byte; @param to behind the blank line that ends the frame (or the end of input) */
    SseFrame(byte[] buffer, int from, int to) {
        this.buffer = buffer;
        this.from = from;
        this.to = to;
    }

    /** For tests and for vendors that answer a stream request with a single JSON body. */
    public static SseFrame ofData(String data) {
        byte[] raw = ("data: " + data.replace("\n", "\ndata: ") + "\n\n").getBytes(StandardCharsets.UTF_8);
        return new SseFrame(raw, 0, raw.length);
    }

    public static SseFrame of(String event, String data) {
        byte[] raw = ("event: " + event + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        return new SseFrame(raw, 0, raw.length);
    }

    public byte[] buffer() {
        return buffer;
    }

    public int from() {
        return from;
    }

    public int length() {
        return to - from;
    }

    /** The same frame, valid for ever. */
    public SseFrame detached() {
        return new SseFrame(Arrays.copyOfRange(buffer, from, to), 0, to - from);
    }

    /** The event name, empty when the frame has none. */
    public String event() {
        parse();
        return event;
    }

    /** Whether there is any data at all; a frame of comments has none. */
    public boolean hasData() {
        parse();
        return data != null;
    }

    /** The array that holds the data between {@link #dataFrom} and {@link #dataTo}; several lines are joined by LF. */
    public byte[] dataBuffer() {
        parse();
        return data == null ? buffer : data;
    }

    public int dataFrom() {
        parse();
        return dataFrom;
    }

    public int dataTo() {
        parse();
        return dataTo;
    }

    public String data() {
        parse();
        return data == null ? "" : new String(data, dataFrom, dataTo - dataFrom, StandardCharsets.UTF_8);
    }

    /** OpenAI's end marker. */
    public boolean isDone() {
        parse();
        return data != null && Arrays.equals(data, dataFrom, dataTo, DONE, 0, DONE.length);
    }

    /** Whether the raw frame contains these bytes. */
    public boolean contains(byte[] needle) {
        return indexOf(needle, from) >= 0;
    }

    /** Absolute offset in {@link #buffer} of the first occurrence at or behind {@code start}, or −1. */
    public int indexOf(byte[] needle, int start) {
        int last = to - needle.length;
        byte first = needle[0];
        for (int i = start; i <= last; i++) {
            if (buffer[i] == first && Arrays.equals(buffer, i, i + needle.length, needle, 0, needle.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Offset just behind the frame. */
    public int to() {
        return to;
    }

    private void parse() {
        if (parsed) {
            return;
        }
        parsed = true;
        int line = from;
        while (line < to) {
            int end = line;
            while (end < to && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            field(line, end);
            line = end + 1;
        }
    }

    private void field(int start, int end) {
        int colon = start;
        while (colon < end && buffer[colon] != ':') {
            colon++;
        }
        int value = colon < end ? colon + 1 : end;
        if (value < end && buffer[value] == ' ') {
            value++;
        }
        if (isName(start, colon, "data")) {
            addData(value, end);
        } else if (isName(start, colon, "event")) {
            event = new String(buffer, value, end - value, StandardCharsets.UTF_8);
        }
    }

    private boolean isName(int start, int end, String name) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (buffer[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void addData(int start, int end) {
        if (data == null) {
            data = buffer;
            dataFrom = start;
            dataTo = end;
            return;
        }
        int length = dataTo - dataFrom;
        byte[] joined = Arrays.copyOfRange(data, dataFrom, dataTo + 1 + end - start);
        joined[length] = '\n';
        System.arraycopy(buffer, start, joined, length + 1, end - start);
        data = joined;
        dataFrom = 0;
        dataTo = joined.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
