package io.omniroute.routing.health;

import io.omniroute.provider.client.Cancellation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits on a condition, which costs a virtual thread nothing. */
final class LockedRoom implements WaitingRoom {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    @Override
    public boolean rest(Duration atMost, Cancellation cancellation) {
        cancellation.onCancel(this::announce);
        lock.lock();
        try {
            if (!closed && !cancellation.isCancelled()) {
                changed.await(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
            }
            return !closed && !cancellation.isCancelled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void announce() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
