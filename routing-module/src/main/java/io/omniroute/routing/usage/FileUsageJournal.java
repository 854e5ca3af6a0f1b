package io.omniroute.routing.usage;

import io.omniroute.provider.store.DataDirectory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The journal in {@code journal/} of the data directory, with its drain. Records survive a killed process at once, the
 * loss of power after a second.
 */
@ApplicationScoped
public class FileUsageJournal implements UsageJournal, UsageDrain, JournalState {
    private static final long SEGMENT_BYTES = 4L << 20;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final JournalWriter writer;
    private final JournalDrain drain;
    private final ScheduledExecutorService clock;

    @Inject
    public FileUsageJournal(UsageLedger ledger, LedgerFollower follower) {
        this(DataDirectory.resolve().resolve("journal"), SEGMENT_BYTES, ledger, follower);
    }

    FileUsageJournal(Path directory, long segmentBytes, UsageLedger ledger, LedgerFollower follower) {
        SegmentDirectory segments = new SegmentDirectory(DataDirectory.create(directory));
        writer = new JournalWriter(segments, segmentBytes);
        drain = new JournalDrain(segments, ledger, writer::appended, follower);
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("usage-journal-sync").factory());
    }

    protected FileUsageJournal() { // for the CDI proxy
        writer = null;
        drain = null;
        clock = null;
    }

    @Override
    public void append(UsageRecord usage) {
        writer.append(JournalLine.encode(UsageJson.write(usage)));
    }

    @Override
    public void start() {
        try {
            if (drain.start()) {
                clock.scheduleWithFixedDelay(writer::sync, 1, 1, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The usage journal cannot be read.", e);
        }
    }

    @Override
    public boolean flush(Duration patience) {
        return drain.flush(patience);
    }

    @Override
    public long pendingRecords() {
        return drain.pending();
    }

    @Override
    public boolean healthy() {
        return drain.healthy();
    }

    @Override
    public boolean writable() {
        return writer.writable();
    }

    @Override
    public long pending() {
        return pendingRecords();
    }

    /** What cannot be drained now stays in the files for the next start. */
    @PreDestroy
    void stop() {
        writer.close();
        if (drain.healthy()) {
            drain.flush(FAREWELL);
        }
        drain.stop(FAREWELL);
        clock.shutdownNow();
    }
}
