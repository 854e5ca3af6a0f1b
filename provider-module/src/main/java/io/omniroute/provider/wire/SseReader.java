package io.omniroute.provider.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a byte stream into {@link SseFrame}s. Works on bytes, so a network chunk may end anywhere, inside a line or
 * inside a UTF-8 character. Lines end in LF, CRLF or CR. Confined to one thread.
 *
 * <pre>{@code
 * while (reader.fill()) {
 *     for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) { … }
 * }
 * SseFrame tail = reader.pollTail();
 * }</pre>
 */
public final class SseReader {
    /** A single event may be this long, 64 MiB: a generated image arrives in one. */
    static final int MAX_FRAME = 64 << 20;

    private static final int INITIAL = 8 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[INITIAL];
    private int start;
    private int end;
    private int scanned;

    public SseReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads what is there, waiting for at least one byte. Frames polled before are no longer valid.
     *
     * @return false at the end of input
     * @throws IOException from the input, or when one frame exceeds 64 MiB
     */
    public boolean fill() throws IOException {
        makeRoom();
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    /** The next complete frame, or null when more input is needed. (Null, not Optional: this runs for every chunk.) */
    public SseFrame poll() {
        int boundary = findBoundary();
        if (boundary < 0) {
            return null;
        }
        SseFrame frame = new SseFrame(buffer, start, boundary);
        start = boundary;
        scanned = boundary;
        return frame;
    }

    /** After the end of input: what was left without a closing blank line, if it is more than line ends. */
    public Optional<SseFrame> pollTail() {
        int from = start;
        start = end;
        for (int i = from; i < end; i++) {
            if (buffer[i] != '\n' && buffer[i] != '\r') {
                return Optional.of(new SseFrame(buffer, from, end));
            }
        }
        return Optional.empty();
    }

    /** Offset behind the first blank line, or −1. A CR at the very end waits for the byte behind it. */
    private int findBoundary() {
        int lineStart = scanned;
        int i = scanned;
        while (i < end) {
            byte b = buffer[i];
            if (b != '\n' && b != '\r') {
                i++;
                continue;
            }
            if (b == '\r' && i + 1 == end) {
                break;
            }
            int next = b == '\r' && buffer[i + 1] == '\n' ? i + 2 : i + 1;
            if (i == lineStart && i > start) {
                return next;
            }
            if (i == lineStart) {
                start = next;
            }
            lineStart = next;
            i = next;
        }
        scanned = lineStart;
        return -1;
    }

    private void makeRoom() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            scanned -= start;
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            if (buffer.length >= MAX_FRAME) {
                throw new IOException("a single server-sent event exceeds " + MAX_FRAME + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }
}
