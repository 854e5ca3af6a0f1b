package io.omniroute.routing.usage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads entries back, stepping over those that a crash or a bad disk damaged. Stateless. */
final class SegmentReader {
    private static final Logger LOG = Logger.getLogger(SegmentReader.class.getName());
    private static final int CHUNK = 1 << 20;

    /**
     * @param entries how many entries were passed, damaged ones included
     * @param next where to read on; equal to the start when there is nothing more
     * @param cut whether entries that were there when reading began were left for the next batch
     */
    record Batch(List<UsageRecord> records, long entries, long next, boolean cut) {}

    private SegmentReader() {}

    /** @param limit the most entries to read */
    static Batch read(Segment segment, long from, int limit) throws IOException {
        boolean sealed = segment.sealed();
        long readable = segment.readable();
        byte[] chunk = chunk(segment, from);
        List<UsageRecord> records = new ArrayList<>();
        long entries = 0;
        int start = 0;
        for (int end = lineEnd(chunk, start); end >= 0 && entries < limit; end = lineEnd(chunk, start)) {
            entry(segment, from + start, Arrays.copyOfRange(chunk, start, end)).ifPresent(records::add);
            entries++;
            start = end + 1;
        }
        boolean atTheEnd = from + chunk.length == segment.readable() && lineEnd(chunk, start) < 0;
        if (sealed && atTheEnd && start < chunk.length) {
            LOG.log(Level.WARNING, "The last entry of {0} is torn and was left out.", segment.file());
            start = chunk.length;
        }
        return new Batch(records, entries, from + start, entries == limit || from + chunk.length < readable);
    }

    /** A piece that holds at least one whole entry, if there is one. */
    private static byte[] chunk(Segment segment, long from) throws IOException {
        long available = segment.readable() - from;
        if (available <= 0) {
            return new byte[0];
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.file().toFile(), "r")) {
            for (long size = CHUNK; ; size *= 2) {
                byte[] chunk = new byte[Math.toIntExact(Math.min(size, available))];
                file.seek(from);
                file.readFully(chunk);
                if (chunk.length == available || lineEnd(chunk, 0) >= 0) {
                    return chunk;
                }
            }
        }
    }

    private static int lineEnd(byte[] chunk, int from) {
        for (int i = from; i < chunk.length; i++) {
            if (chunk[i] == JournalLine.END) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<UsageRecord> entry(Segment segment, long offset, byte[] line) {
        try {
            Optional<byte[]> payload = JournalLine.payload(line);
            if (payload.isPresent()) {
                return Optional.of(UsageJson.read(payload.get()));
            }
        } catch (IOException | RuntimeException e) {
            // intact but not a record, as a later version might write: nothing can be done with it here
            LOG.log(Level.FINE, "Unknown entry", e);
        }
        LOG.log(Level.WARNING, "The entry at byte {0} of {1} is damaged and was left out.", new Object[] {
            String.valueOf(offset), segment.file()
        });
        return Optional.empty();
    }
}
