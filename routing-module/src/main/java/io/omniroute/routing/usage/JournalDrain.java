package io.omniroute.routing.usage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The thread that empties the journal into the ledger, in order. A file goes when all of it is in the ledger; after a
 * crash some entries are offered again, which the ledger ignores. Thread-safe.
 */
final class JournalDrain {
    static final int BATCH = 500;
    private static final Logger LOG = Logger.getLogger(JournalDrain.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int PATIENCE = 5;

    private final SegmentDirectory directory;
    private final UsageLedger ledger;
    private final LongSupplier appended;
    private final LedgerFollower follower;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private Optional<Thread> thread = Optional.empty();
    private boolean stopping;
    private boolean urgent;
    private volatile long adopted;
    private volatile long drained;
    private volatile int failures;
    private long position; // in the oldest segment; drain thread only, like the segment itself

    /** @param appended counts the entries of this process */
    JournalDrain(SegmentDirectory directory, UsageLedger ledger, LongSupplier appended, LedgerFollower follower) {
        this.follower = follower;
        this.directory = directory;
        this.ledger = ledger;
        this.appended = appended;
    }

    /** @return false when it was started before */
    boolean start() throws IOException {
        lock.lock();
        try {
            if (thread.isPresent()) {
                return false;
            }
            adopted = directory.adopt();
            LeftOvers.show(directory.leftOvers(), follower);
            // a daemon: an application that is not stopped properly must still be able to exit
            thread =
                    Optional.of(Thread.ofPlatform().daemon().name("usage-drain").start(this::run));
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean flush(Duration patience) {
        long target = arrived();
        long left = patience.toNanos();
        lock.lock();
        try {
            urgent = true;
            wake.signal();
            // the minimum, because an append that failed is taken out of the count again
            while (drained < Math.min(target, arrived()) && left > 0 && !stopping) {
                left = progress.awaitNanos(left);
            }
            return drained >= Math.min(target, arrived());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    long pending() {
        return Math.max(0, arrived() - drained);
    }

    boolean healthy() {
        lock.lock();
        try {
            return failures == 0 && !stopping && thread.map(Thread::isAlive).orElse(false);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the batch in hand, leaves the rest in the files. */
    void stop(Duration patience) {
        Optional<Thread> running;
        lock.lock();
        try {
            stopping = true;
            running = thread;
            wake.signal();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (running.isEmpty() || running.get().join(patience)) {
                removeDrained();
                directory.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The usage journal could not be tidied up; the next start does it.", e);
        }
    }

    private long arrived() {
        return adopted + appended.getAsLong();
    }

    private void run() {
        while (!isStopping()) {
            boolean more = false;
            try {
                follower.rest();
                more = drainBatch();
            } catch (IOException | RuntimeException e) {
                // the edge of the thread: whatever the database or the disk has, the records stay in the journal
                failed(e);
            }
            if (!more) {
                pause();
            }
        }
    }

    /**
     * A batch that took all there was lets the next one gather: while calls come in there is always one record more, and a transaction for
     * every few of them costs more than the calls.
     *
     * @return whether there is more to do at once
     */
    private boolean drainBatch() throws IOException {
        removeDrained();
        Optional<Segment> oldest = directory.oldest();
        if (oldest.isEmpty()) {
            return false;
        }
        SegmentReader.Batch batch = read(oldest.get());
        if (batch.next() == position) {
            return false;
        }
        deliver(batch.records());
        position = batch.next();
        advance(batch.entries());
        return batch.cut() || oldest.get().sealed();
    }

    private SegmentReader.Batch read(Segment segment) throws IOException {
        try {
            return SegmentReader.read(segment, position, BATCH);
        } catch (FileNotFoundException e) {
            // another process adopted the same left-over and was faster
            return new SegmentReader.Batch(List.of(), 0, segment.readable(), false);
        }
    }

    private void deliver(List<UsageRecord> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        try {
            follower.store(records, () -> ledger.append(records));
        } catch (RuntimeException e) {
            // one record that the database will never take must not hold up all others for ever
            boolean stuck = failures >= PATIENCE && failures % PATIENCE == 0;
            if (!stuck || !new Salvage(directory, ledger, follower).deliverOneByOne(records)) {
                throw e;
            }
        }
    }

    private void advance(long entries) {
        lock.lock();
        try {
            drained += entries;
            if (failures > 0) {
                LOG.log(Level.INFO, "Usage records reach the ledger again.");
            }
            failures = 0;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void failed(Exception e) {
        failures++;
        // one line for the outage, the rest for whoever looks closer: a database can be down for hours
        LOG.log(failures == 1 ? Level.WARNING : Level.FINE, "Usage records stay in the journal for now: " + e, e);
    }

    private void removeDrained() throws IOException {
        Optional<Segment> oldest = directory.oldest();
        while (oldest.isPresent()
                && oldest.get().sealed()
                && position >= oldest.get().readable()) {
            position = 0;
            directory.remove(oldest.get());
            oldest = directory.oldest();
        }
    }

    private void pause() {
        long millis = PAUSE.toMillis() << Math.min(failures, 10);
        lock.lock();
        try {
            if (!urgent && !stopping) {
                wake.await(Math.min(millis, LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS);
            }
            urgent = false;
        } catch (InterruptedException e) {
            stopping = true; // nobody but a shutdown interrupts this thread
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }
}
