package io.omniroute.routing.gateway;

import io.omniroute.provider.client.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The client's output as soon as the head is out, which the call's thread shares with those that write for the gateway itself:
 * keep-alive comments, progress events. One writer at a time, who writes whole pieces.
 */
final class SharedOutput {
    private final Cancellation cancellation;
    private final ReentrantLock lock = new ReentrantLock();
    private OutputStream out;
    private volatile long lastWriteNanos = System.nanoTime();
    private long written;
    /** Null while nobody wants them. */
    private ProgressEvents progress;

    /** @param cancellation of the call, which ends when the client turns out to be gone */
    SharedOutput(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** The head is out, and this is what follows it. */
    void adopt(OutputStream committed) {
        lock.lock();
        try {
            out = committed;
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        return out != null;
    }

    /** Tells of progress from now on. To be called before anything is written. */
    void report(ProgressEvents events) {
        progress = events;
    }

    /** Whether {@link #reportProgress} has something to write. */
    boolean owesProgress(long now) {
        return progress != null && progress.isDue(now);
    }

    /** Writes a progress event if one is due, unless somebody else writes. */
    void reportProgress() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (out != null) {
                progress.next(System.nanoTime()).ifPresent(event -> {
                    put(event, 0, event.length);
                    flush();
                });
            }
        } catch (ClientGoneException e) {
            // the cancellation is on its way to the call's thread
        } finally {
            lock.unlock();
        }
    }

    /** The last progress event, in front of what ends the answer. */
    void endProgress(long tokens) {
        if (progress == null) {
            return;
        }
        lock.lock();
        try {
            progress.last(tokens, System.nanoTime()).ifPresent(event -> put(event, 0, event.length));
        } finally {
            lock.unlock();
        }
    }

    /** The call's thread: how far the answer is now. */
    void measureProgress() {
        if (progress != null) {
            progress.measure();
        }
    }

    /**
     * Writes a comment, unless somebody else writes.
     *
     * @return false when there is no output yet
     */
    boolean interject(byte[] comment) {
        if (!lock.tryLock()) {
            return true;
        }
        try {
            if (out == null) {
                return false;
            }
            put(comment, 0, comment.length);
            flush();
        } catch (ClientGoneException e) {
            // the cancellation is on its way to the call's thread
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** @throws ClientGoneException */
    void put(byte[] bytes, int from, int length) {
        lock.lock();
        try {
            out.write(bytes, from, length);
            written += length;
            if (progress != null) {
                progress.wrote(bytes, from, length);
            }
        } catch (IOException e) {
            throw gone(e);
        } finally {
            lock.unlock();
        }
    }

    /** @throws ClientGoneException */
    void flush() {
        lock.lock();
        try {
            out.flush();
            lastWriteNanos = System.nanoTime();
        } catch (IOException e) {
            throw gone(e);
        } finally {
            lock.unlock();
        }
    }

    long lastWriteNanos() {
        return lastWriteNanos;
    }

    long bytesWritten() {
        return written;
    }

    private ClientGoneException gone(IOException e) {
        cancellation.cancel();
        return new ClientGoneException(e);
    }
}
