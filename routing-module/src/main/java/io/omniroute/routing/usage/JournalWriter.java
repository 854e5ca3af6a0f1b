package io.omniroute.routing.usage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Appends entries from many threads: whoever gets the lock writes everybody's waiting entries in one go, the others find
 * theirs written. Thread-safe; no monitor, so that virtual threads do not pin their carriers.
 */
final class JournalWriter {
    private static final Logger LOG = Logger.getLogger(JournalWriter.class.getName());

    private static final class Entry {
        final byte[] line;
        boolean settled;
        Optional<IOException> failure = Optional.empty();

        Entry(byte[] line) {
            this.line = line;
        }
    }

    private final SegmentDirectory directory;
    private final long segmentBytes;
    private final AtomicLong appended = new AtomicLong();
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean writable = true;
    private volatile Optional<SegmentWriter> current = Optional.empty();

    /** @param segmentBytes a new file begins when one has grown to this */
    JournalWriter(SegmentDirectory directory, long segmentBytes) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
    }

    /** @throws UncheckedIOException when neither this file nor a new one takes it, as on a full disk */
    void append(byte[] line) {
        Entry mine = new Entry(line);
        appended.incrementAndGet(); // before it can be drained, so that the drain never seems ahead
        waiting.add(mine);
        lock.lock();
        try {
            if (!mine.settled) {
                writeWaiting();
            }
        } finally {
            lock.unlock();
        }
        if (mine.failure.isPresent()) {
            throw new UncheckedIOException("The usage journal cannot be written.", mine.failure.get());
        }
    }

    /** Entries written or just being written by this process. */
    long appended() {
        return appended.get();
    }

    /** Whether the last entry could be written; true before the first. */
    boolean writable() {
        return writable;
    }

    void sync() {
        try {
            SegmentWriter writer = current.orElse(null);
            if (writer != null) {
                writer.sync();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The usage journal could not be forced to the disk.", e);
        }
    }

    /** Seals the file; a later append begins a new one. */
    void close() {
        lock.lock();
        try {
            closeCurrent();
        } finally {
            lock.unlock();
        }
    }

    private void writeWaiting() {
        List<Entry> group = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            group.add(entry);
            lines.writeBytes(entry.line);
        }
        Optional<IOException> failure = write(lines.toByteArray());
        writable = failure.isEmpty();
        if (failure.isPresent()) {
            appended.addAndGet(-group.size());
        }
        for (Entry entry : group) {
            entry.failure = failure;
            entry.settled = true;
        }
    }

    private Optional<IOException> write(byte[] lines) {
        try {
            writer().write(lines);
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The usage journal's file broke; a new one is begun.", e);
        }
        closeCurrent(); // it may end in half an entry, which nobody may write behind
        try {
            writer().write(lines);
            return Optional.empty();
        } catch (IOException e) {
            closeCurrent();
            return Optional.of(e);
        }
    }

    private SegmentWriter writer() throws IOException {
        if (current.isPresent() && current.get().length() >= segmentBytes) {
            closeCurrent();
        }
        if (current.isEmpty()) {
            current = Optional.of(directory.open());
        }
        return current.get();
    }

    private void closeCurrent() {
        try {
            if (current.isPresent()) {
                current.get().close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A file of the usage journal could not be closed.", e);
        }
        current = Optional.empty();
    }
}
