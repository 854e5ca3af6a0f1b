package io.omniroute.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** One keep-alive connection to the vendor; its requests come one after the other. Confined to the vendor's thread. */
final class VendorConnection {
    private static final byte[] LENGTH = Answers.ascii("content-length:");
    private static final byte[] MODEL = Answers.ascii("\"every-");

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
    private long intervalNanos;
    private long dueNanos;
    private int nextChunk;

    VendorConnection(SocketChannel channel) {
        this.channel = channel;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** @return whether a stream began that is to be continued */
    boolean answerRequests() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException();
        }
        int head = indexOf(Answers.ascii("\r\n\r\n"), 0, in.position()) + 4;
        if (head < 4) {
            return false;
        }
        int end = head + number(indexOf(LENGTH, 0, head) + LENGTH.length);
        if (in.position() < end) {
            return false;
        }
        int model = indexOf(MODEL, head, end);
        in.flip().position(end);
        in.compact();
        if (model < 0) {
            write(Answers.buffer(Answers.WHOLE));
            return false;
        }
        return beginStream(model);
    }

    private boolean beginStream(int model) throws IOException {
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(number(model + MODEL.length));
        dueNanos = System.nanoTime();
        nextChunk = 0;
        write(Answers.buffer(Answers.STREAM_HEAD));
        return sendNextChunk();
    }

    /** @return whether more are to come */
    boolean sendNextChunk() throws IOException {
        write(Answers.buffer(Answers.EVENTS[nextChunk++]));
        dueNanos += intervalNanos;
        return nextChunk < Answers.CHUNKS;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e); // closing a loopback socket does not fail
        }
    }

    /** Answers are small and clients read all the time: a full socket buffer is the benchmark's fault. */
    private void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the client does not read");
        }
    }

    private int number(int from) {
        int at = from;
        while (in.get(at) == ' ') {
            at++;
        }
        int value = 0;
        for (; in.get(at) >= '0' && in.get(at) <= '9'; at++) {
            value = value * 10 + in.get(at) - '0';
        }
        return value;
    }

    /** Ignores the case of letters in the buffer. */
    private int indexOf(byte[] wanted, int from, int to) {
        byte[] bytes = in.array();
        for (int at = from; at <= to - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && lower(bytes[at + matched]) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
