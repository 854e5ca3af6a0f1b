package io.omniroute.routing.usage;

import java.util.ArrayList;
import java.util.List;

/** Remembers what the drain told it. */
final class RecordingFollower implements LedgerFollower {
    private final List<UsageRecord> found = new ArrayList<>();
    private final List<UsageRecord> stored = new ArrayList<>();

    @Override
    public synchronized void found(List<UsageRecord> leftOver) {
        found.addAll(leftOver);
    }

    @Override
    public void store(List<UsageRecord> records, Runnable append) {
        append.run();
        synchronized (this) {
            stored.addAll(records);
        }
    }

    synchronized List<UsageRecord> found() {
        return List.copyOf(found);
    }

    synchronized List<UsageRecord> stored() {
        return List.copyOf(stored);
    }
}
