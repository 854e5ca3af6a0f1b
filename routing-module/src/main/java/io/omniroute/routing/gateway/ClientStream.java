package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.client.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The client's side of one streamed call: an output that knows when it last wrote, so that silence is filled with
 * keep-alive comments, also before the first event. Then the head is committed early (200), by the watch, on a thread of
 * its own that lends its output to the call's thread until the stream is over.
 *
 * <p>Written to by the call's thread; {@link #fillSilence} comes from the watch.
 */
final class ClientStream extends OutputStream {
    private final ClientReply reply;
    private final Map<String, String> earlyHeaders;
    private final byte[] keepAlive;
    private final Cancellation cancellation;
    private final CountDownLatch lent = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<Head> head = new AtomicReference<>(Head.FREE);
    private final SharedOutput out;
    private final List<Reader> readers = new ArrayList<>(2);
    private volatile long firstWriteNanos;
    private long clientNanos;

    ClientStream(ClientReply reply, Map<String, String> earlyHeaders, byte[] keepAlive, Cancellation cancellation) {
        this.reply = reply;
        this.earlyHeaders = earlyHeaders;
        this.keepAlive = keepAlive;
        this.cancellation = cancellation;
        this.out = new SharedOutput(cancellation);
    }

    /** Whose it is to commit. */
    private enum Head {
        FREE,
        OF_CALL,
        OF_WATCH
    }

    /** Reads along what the client is sent. */
    interface Reader {
        void read(byte[] bytes, int from, int length);
    }

    /** Has this read along from now on, comments of the gateway excepted. */
    void tap(Reader reader) {
        readers.add(reader);
    }

    /** Tells of progress from now on. To be called before anything else is. */
    void report(ProgressEvents events) {
        out.report(events);
    }

    /** Whether {@link #reportProgress} has something to write. */
    boolean owesProgress(long now) {
        return out.owesProgress(now);
    }

    /** The watch: writes a progress event if one is due. May block; not for a shared thread. */
    void reportProgress() {
        out.reportProgress();
    }

    /** The call's thread: the last progress event, in front of what ends the answer. */
    void endProgress(long tokens) {
        out.endProgress(tokens);
    }

    /** The call's thread: the first event is here. Returns when the body is written. @throws ClientGoneException */
    void run(Map<String, String> headers, ClientReply.StreamBody body) {
        if (claimHead()) {
            reply.stream(headers, committed -> {
                out.adopt(committed);
                body.writeTo(this);
            });
            return;
        }
        try {
            awaitLent();
            body.writeTo(this);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        } finally {
            finished.countDown();
        }
    }

    /**
     * The call's thread: no target could serve. When the head is already out, the failure becomes the stream's only event.
     *
     * @param writeFailure writes the event to this stream
     * @return false when the head is still to be sent, so that the failure can have its honest status
     */
    boolean failLate(Runnable writeFailure) {
        if (claimHead()) {
            return false;
        }
        try {
            awaitLent();
            writeFailure.run();
            flush();
        } catch (ClientGoneException e) {
            cancellation.cancel();
        } finally {
            finished.countDown();
        }
        return true;
    }

    /** Renders a failure as the format's error event. */
    interface ErrorFrame {
        byte[] of(Failure failure);
    }

    /** The watch: writes a comment when nothing was written for {@code silenceNanos}. May block; not for a shared thread. */
    void fillSilence(long silenceNanos) {
        if (silentNanos(System.nanoTime()) < silenceNanos || out.interject(keepAlive)) {
            return;
        }
        if (head.compareAndSet(Head.FREE, Head.OF_WATCH)) {
            lendHead();
        }
    }

    long silentNanos(long now) {
        return now - out.lastWriteNanos();
    }

    long bytesWritten() {
        return out.bytesWritten();
    }

    /** How long the call's thread has waited for the client to take what was written. */
    long clientNanos() {
        return clientNanos;
    }

    /** When the first byte of an event left, by the system's nano clock; 0 when none did. */
    long firstWriteNanos() {
        return firstWriteNanos;
    }

    private void lendHead() {
        try {
            reply.stream(earlyHeaders, committed -> {
                out.adopt(committed);
                out.put(keepAlive, 0, keepAlive.length);
                out.flush();
                lent.countDown();
                awaitFinished();
            });
        } catch (ClientGoneException e) {
            cancellation.cancel();
        } finally {
            lent.countDown();
        }
    }

    /** @return whether the caller now owns the head; false when it was committed early */
    private boolean claimHead() {
        return head.compareAndSet(Head.FREE, Head.OF_CALL) || head.get() == Head.OF_CALL;
    }

    private void awaitLent() {
        try {
            lent.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!out.isOpen()) {
            throw new ClientGoneException(null);
        }
    }

    private void awaitFinished() throws IOException {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        long before = System.nanoTime();
        out.put(bytes, from, length);
        clientNanos += System.nanoTime() - before;
        readers.forEach(reader -> reader.read(bytes, from, length));
    }

    @Override
    public void flush() {
        long before = System.nanoTime();
        out.flush();
        clientNanos += out.lastWriteNanos() - before;
        out.measureProgress();
    }

    /** Marks that what was flushed last held an event. */
    void eventLeft() {
        if (firstWriteNanos == 0) {
            firstWriteNanos = out.lastWriteNanos();
        }
    }
}
