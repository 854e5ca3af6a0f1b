package io.omniroute.routing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileUsageJournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NUDGE = Duration.ofMillis(100);
    private static final long LARGE = 4L << 20;

    @TempDir
    private Path root;

    private final RecordingLedger ledger = new RecordingLedger();
    private final RecordingFollower follower = new RecordingFollower();
    private final List<FileUsageJournal> open = new ArrayList<>();

    @AfterEach
    void stopAll() {
        open.forEach(FileUsageJournal::stop);
    }

    @Test
    void recordsReachTheLedgerInOrderAndUnchanged() {
        FileUsageJournal journal = journal(root, LARGE);
        List<UsageRecord> records = List.of(UsageSamples.full("1"), UsageSamples.refused("2"), UsageSamples.full("3"));
        records.forEach(journal::append);
        assertThat(journal.pendingRecords()).isEqualTo(3);
        assertThat(journal.healthy()).isFalse();

        journal.start();
        assertThat(journal.flush(PATIENCE)).isTrue();

        assertThat(ledger.kept()).isEqualTo(records);
        assertThat(journal.pendingRecords()).isZero();
        assertThat(journal.healthy()).isTrue();
    }

    @Test
    void manyRecordsTravelInBatches() {
        FileUsageJournal journal = journal(root, LARGE);
        List<UsageRecord> records = UsageSamples.refused(1_200);
        records.forEach(journal::append);
        journal.start();
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(ledger.kept()).isEqualTo(records);
        assertThat(ledger.batches()).containsExactly(500, 500, 200);
    }

    @Test
    void fiftyThreadsLoseAndDoubleNothing() throws Exception {
        FileUsageJournal journal = journal(root, 32 << 10); // small files, so that several are begun and removed
        journal.start();
        List<UsageRecord> expected = UsageSamples.refused(5_000);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                List<UsageRecord> mine = expected.subList(i * 100, i * 100 + 100);
                calls.add(callers.submit(() -> mine.forEach(journal::append)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(ledger.kept()).containsExactlyInAnyOrderElementsOf(expected);
        journal.stop();
        assertThat(files(root)).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsDrainedByTheNext() throws IOException {
        List<UsageRecord> records = UsageSamples.refused(3);
        Path crashed = crashedAfter(records);
        restart(crashed);
        assertThat(ledger.kept()).isEqualTo(records);
        assertThat(files(crashed)).isEmpty();
    }

    @Test
    void aTornLastRecordIsLeftOut() throws IOException {
        List<UsageRecord> records = UsageSamples.refused(3);
        Path crashed = crashedAfter(records);
        Path file = files(crashed).getFirst();
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 7));

        restart(crashed);
        assertThat(ledger.kept()).isEqualTo(records.subList(0, 2));
        assertThat(files(crashed)).isEmpty();
    }

    @Test
    void aDamagedRecordInTheMiddleIsSteppedOver() throws IOException {
        List<UsageRecord> records = UsageSamples.refused(3);
        Path crashed = crashedAfter(records);
        Path file = files(crashed).getFirst();
        String content = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, content.replace("\"r1\"", "\"x1\""));

        restart(crashed);
        assertThat(ledger.kept()).containsExactly(records.get(0), records.get(2));
        assertThat(files(crashed)).isEmpty();
    }

    @Test
    void anIntactEntryThatIsNoRecordIsSteppedOver() throws IOException {
        List<UsageRecord> records = UsageSamples.refused(1);
        Path crashed = crashedAfter(records);
        Path file = files(crashed).getFirst();
        byte[] stranger = JournalLine.encode("{\"kind\":\"later\"}".getBytes(StandardCharsets.UTF_8));
        byte[] before = Files.readAllBytes(file);
        byte[] both = Arrays.copyOf(stranger, stranger.length + before.length);
        System.arraycopy(before, 0, both, stranger.length, before.length);
        Files.write(file, both);

        restart(crashed);
        assertThat(ledger.kept()).isEqualTo(records);
    }

    @Test
    void aCrashBetweenDrainAndRemovalDoublesNothing() throws IOException {
        List<UsageRecord> records = UsageSamples.refused(3);
        Path crashed = crashedAfter(records);
        Path file = files(crashed).getFirst();
        byte[] content = Files.readAllBytes(file);
        restart(crashed);
        Files.write(file, content); // as if the process had died before it could remove the file

        restart(crashed);
        assertThat(ledger.batches()).containsExactly(3, 3);
        assertThat(ledger.kept()).isEqualTo(records);
        assertThat(files(crashed)).isEmpty();
    }

    @Test
    void recordsWaitWhileTheLedgerIsDown() {
        ledger.failing(3);
        FileUsageJournal journal = journal(root, LARGE);
        List<UsageRecord> records = UsageSamples.refused(2);
        records.forEach(journal::append);
        journal.start();
        while (!journal.flush(NUDGE)) {
            assertThat(journal.pendingRecords()).isEqualTo(2);
        }
        assertThat(ledger.kept()).isEqualTo(records);
        assertThat(journal.healthy()).isTrue();
    }

    @Test
    void anOutageShowsInHealthAndOutlivesARestart() throws IOException {
        ledger.refusing(usage -> true);
        FileUsageJournal journal = journal(root, LARGE);
        List<UsageRecord> records = UsageSamples.refused(20);
        records.forEach(journal::append);
        journal.start();
        for (int i = 0; i < 8; i++) {
            assertThat(journal.flush(NUDGE)).isFalse();
        }
        assertThat(journal.healthy()).isFalse();
        assertThat(journal.writable())
                .as("an outage of the ledger stalls no call")
                .isTrue();
        assertThat(journal.pendingRecords()).isEqualTo(20);
        journal.stop();
        assertThat(root.resolve("rejected.log")).doesNotExist();

        ledger.refusing(usage -> false);
        restart(root);
        assertThat(ledger.kept()).isEqualTo(records);
    }

    @Test
    void aRecordThatTheLedgerNeverTakesIsPutAside() throws IOException {
        ledger.refusing(usage -> usage.requestId().equals("r1"));
        FileUsageJournal journal = journal(root, LARGE);
        List<UsageRecord> records = UsageSamples.refused(3);
        records.forEach(journal::append);
        journal.start();
        for (int i = 0; i < 100 && !journal.flush(NUDGE); i++) {
            assertThat(ledger.kept().size()).isIn(0, 2);
        }
        assertThat(ledger.kept()).containsExactly(records.get(0), records.get(2));
        assertThat(Files.readString(root.resolve("rejected.log")))
                .contains(records.get(1).id().toString());
    }

    @Test
    void theFilesOfALivingProcessAreNotTaken() {
        FileUsageJournal first = journal(root, LARGE);
        first.append(UsageSamples.refused("1"));
        FileUsageJournal second = journal(root, LARGE);
        second.start();
        assertThat(second.pendingRecords()).isZero();
        assertThat(second.flush(PATIENCE)).isTrue();
        assertThat(ledger.kept()).isEmpty();
        assertThat(first.pendingRecords()).isEqualTo(1);
    }

    @Test
    void anInterruptedCallerStillAppendsAndHarmsNobody() {
        FileUsageJournal journal = journal(root, LARGE);
        List<UsageRecord> records = UsageSamples.refused(2);
        Thread.currentThread().interrupt();
        journal.append(records.get(0));
        assertThat(Thread.interrupted()).isTrue();
        journal.append(records.get(1));
        journal.start();
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(ledger.kept()).isEqualTo(records);
    }

    @Test
    void aDiskThatTakesNothingIsReported() throws IOException {
        Path gone = root.resolve("gone");
        FileUsageJournal journal = journal(gone, LARGE);
        Files.delete(gone);
        UsageRecord usage = UsageSamples.refused("1");
        assertThatThrownBy(() -> journal.append(usage)).isInstanceOf(UncheckedIOException.class);
        assertThat(journal.pendingRecords()).isZero();
        assertThat(journal.writable()).isFalse();

        Files.createDirectory(gone);
        journal.append(usage);
        assertThat(journal.writable()).isTrue();
        journal.start();
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(ledger.kept()).containsExactly(usage);
    }

    @Test
    void aFollowerSeesLeftOversBeforeTheyAreStoredAndNoRecordTwice() throws IOException {
        List<UsageRecord> before = UsageSamples.refused(3);
        Path crashed = crashedAfter(before);
        FileUsageJournal journal = journal(crashed, LARGE);
        UsageRecord early = UsageSamples.refused("early");
        journal.append(early);
        journal.start();
        assertThat(follower.found()).containsExactlyElementsOf(before);
        assertThat(journal.flush(PATIENCE)).isTrue();
        assertThat(follower.stored())
                .startsWith(before.toArray(UsageRecord[]::new))
                .endsWith(early);
    }

    private FileUsageJournal journal(Path directory, long segmentBytes) {
        FileUsageJournal journal = new FileUsageJournal(directory, segmentBytes, ledger, follower);
        open.add(journal);
        return journal;
    }

    /** A directory as a process leaves it that was killed after these. */
    private Path crashedAfter(List<UsageRecord> records) throws IOException {
        Path alive = Files.createDirectory(root.resolve("alive"));
        Path crashed = Files.createDirectory(root.resolve("crashed"));
        records.forEach(journal(alive, LARGE)::append);
        for (Path file : files(alive)) {
            Files.copy(file, crashed.resolve(file.getFileName()));
        }
        return crashed;
    }

    private void restart(Path directory) {
        FileUsageJournal journal = journal(directory, LARGE);
        journal.start();
        assertThat(journal.flush(PATIENCE)).isTrue();
        journal.stop();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }
}
