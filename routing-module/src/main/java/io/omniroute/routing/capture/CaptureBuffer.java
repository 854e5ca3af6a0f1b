package io.omniroute.routing.capture;

import java.util.Arrays;

/**
 * Takes down what passes, up to a limit, and counts the rest. Thread-safe: a keep-alive may be written while the call ends.
 */
public final class CaptureBuffer {
    private static final byte[] NONE = {};
    private static final int FIRST = 1 << 10;

    private final int limit;
    private final MemoryBudget budget;
    private byte[] bytes = NONE;
    private int length;
    private long total;
    private boolean abandoned;

    CaptureBuffer(int limit, MemoryBudget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    public synchronized void take(byte[] from, int offset, int count) {
        total += count;
        int kept = Math.min(count, limit - length);
        if (kept <= 0 || abandoned) {
            return;
        }
        if (!grow(length + kept)) {
            abandoned = true;
            release();
            return;
        }
        System.arraycopy(from, offset, bytes, length, kept);
        length += kept;
    }

    /** Gives the memory back. What is taken later is only counted. */
    synchronized void release() {
        budget.give(bytes.length);
        bytes = NONE;
        length = 0;
        abandoned = true;
    }

    /** Whether memory ran out. */
    synchronized boolean isAbandoned() {
        return abandoned;
    }

    synchronized byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    synchronized long total() {
        return total;
    }

    synchronized boolean holdsTheSameAs(CaptureBuffer other) {
        return total == other.total()
                && Arrays.equals(bytes, 0, length, other.bytes(), 0, Math.min(length, other.length()));
    }

    private synchronized int length() {
        return length;
    }

    private boolean grow(int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        int size = Math.min(limit, Math.max(needed, Math.max(FIRST, bytes.length * 2)));
        if (!budget.take(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }
}
