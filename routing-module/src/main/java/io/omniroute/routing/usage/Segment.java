package io.omniroute.routing.usage;

import java.nio.file.Path;

/** A journal file and how much of it may be read. Written by one thread at a time, read by the drain. */
final class Segment {
    private final Path file;
    private final boolean leftOver;
    private volatile long readable;
    private volatile boolean sealed;

    private Segment(Path file, long readable, boolean leftOver) {
        this.file = file;
        this.leftOver = leftOver;
        this.readable = readable;
        this.sealed = leftOver;
    }

    static Segment fresh(Path file) {
        return new Segment(file, 0, false);
    }

    /** What a process that is gone left behind. */
    static Segment leftOver(Path file, long bytes) {
        return new Segment(file, bytes, true);
    }

    Path file() {
        return file;
    }

    boolean leftOver() {
        return leftOver;
    }

    /** Bytes from the beginning that are whole entries; the last entry of a left-over may be torn. */
    long readable() {
        return readable;
    }

    /** True when it will not grow any more; read this before {@link #readable}. */
    boolean sealed() {
        return sealed;
    }

    void grewTo(long bytes) {
        readable = bytes;
    }

    void seal() {
        sealed = true;
    }
}
