package io.omniroute.routing.capture;

import java.util.concurrent.atomic.AtomicLong;

/** What all captures together may hold in memory, under way and waiting. Thread-safe, without a lock. */
final class MemoryBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    MemoryBudget(long most) {
        this.most = most;
    }

    /** @return false when there is not so much left; then nothing is taken */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
