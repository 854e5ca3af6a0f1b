package io.omniroute.routing.usage;

import java.io.IOException;
import java.util.List;

/** What earlier processes left in the journal. */
final class LeftOvers {
    private LeftOvers() {}

    /** Reads them through once; the drain reads them again when it moves them. */
    static void show(List<Segment> segments, LedgerFollower follower) throws IOException {
        for (Segment segment : segments) {
            long from = 0;
            SegmentReader.Batch batch = SegmentReader.read(segment, from, JournalDrain.BATCH);
            while (batch.next() > from) {
                follower.found(batch.records());
                from = batch.next();
                batch = SegmentReader.read(segment, from, JournalDrain.BATCH);
            }
        }
    }
}
