package io.omniroute.routing.usage;

import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Appends to one segment; confined to the thread that holds the journal's lock, but for {@link #sync}. A stream and not
 * a FileChannel: the interrupt of a cancelled call would close a channel under everybody's feet.
 */
final class SegmentWriter {
    private final Segment segment;
    private final FileOutputStream out;
    private long length;
    private volatile boolean dirty;

    SegmentWriter(Segment segment, FileOutputStream out) {
        this.segment = segment;
        this.out = out;
    }

    /** Returns when the operating system has the bytes: they survive the death of this process. */
    void write(byte[] lines) throws IOException {
        out.write(lines);
        length += lines.length;
        dirty = true;
        segment.grewTo(length);
    }

    long length() {
        return length;
    }

    /** Forces what was written to the disk: it survives the loss of power. Any thread. */
    void sync() throws IOException {
        if (dirty) {
            dirty = false;
            out.getFD().sync();
        }
    }

    /** Nothing is written behind this. */
    void close() throws IOException {
        try (out) {
            sync();
        } finally {
            segment.seal();
        }
    }
}
