package io.omniroute.routing.usage;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The journal's files, oldest first. Their names tell when they were begun and who owns them, so that a process which
 * shares the directory does not take a living one's file for a left-over. Thread-safe.
 */
final class SegmentDirectory {
    private static final Pattern NAME = Pattern.compile("usage-\\d{13}-(?<owner>[0-9a-f-]{36})-\\d+\\.log");
    private static final String REJECTED = "rejected.log";

    private final Path root;
    private final Deque<Segment> segments = new ConcurrentLinkedDeque<>();
    private Optional<OwnerLock> lock = Optional.empty();
    private long opened;

    SegmentDirectory(Path root) {
        this.root = root;
    }

    synchronized SegmentWriter open() throws IOException {
        if (lock.isEmpty()) {
            lock = Optional.of(OwnerLock.take(root));
        }
        String name = "usage-%013d-%s-%d.log"
                .formatted(System.currentTimeMillis(), lock.get().owner(), ++opened);
        Segment segment = Segment.fresh(root.resolve(name));
        FileOutputStream out = new FileOutputStream(segment.file().toFile(), true);
        segments.addLast(segment);
        return new SegmentWriter(segment, out);
    }

    /** Takes over the files of processes that are gone. @return how many entries they hold */
    long adopt() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(root)) {
            files = all.sorted().toList();
        }
        long entries = 0;
        for (Path file : files.reversed()) { // each goes to the front, so the oldest ends up first
            if (isAbandonedSegment(file)) {
                byte[] content = Files.readAllBytes(file);
                entries += countEntries(content);
                segments.addFirst(Segment.leftOver(file, content.length));
            }
        }
        return entries;
    }

    /** Adopted, and not yet removed. */
    List<Segment> leftOvers() {
        return segments.stream().filter(Segment::leftOver).toList();
    }

    Optional<Segment> oldest() {
        return Optional.ofNullable(segments.peekFirst());
    }

    void remove(Segment drained) throws IOException {
        segments.remove(drained);
        Files.deleteIfExists(drained.file());
    }

    /** Puts an entry aside that the ledger will never take, for a person to look at. */
    void reject(UsageRecord usage) throws IOException {
        Files.write(
                root.resolve(REJECTED),
                JournalLine.encode(UsageJson.write(usage)),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Leaves what is there to whoever starts next. Nothing may be open any more. */
    synchronized void release() throws IOException {
        if (lock.isPresent()) {
            lock.get().release();
            lock = Optional.empty();
        }
    }

    private boolean isAbandonedSegment(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        boolean ours = segments.stream().anyMatch(segment -> segment.file().equals(file));
        return name.matches() && !ours && OwnerLock.isAbandoned(root, name.group("owner"));
    }

    private static long countEntries(byte[] content) {
        long entries = 0;
        for (byte each : content) {
            entries += each == JournalLine.END ? 1 : 0;
        }
        return entries;
    }
}
