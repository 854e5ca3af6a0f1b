package io.omniroute.routing.plan;

import io.omniroute.provider.client.Cancellation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets so many calls through at once; the others wait, first come, first served. Thread-safe; nobody waits inside the lock. */
final class StepGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiter> queue = new ArrayDeque<>();
    private int limit;
    private int running;

    private static final class Waiter {
        private final CountDownLatch called = new CountDownLatch(1);
        private boolean granted;
    }

    /** @return whether the call may go; then {@link #leave} must follow */
    boolean enter(int most, Duration patience, Cancellation cancellation) {
        Waiter waiter = new Waiter();
        lock.lock();
        try {
            limit = most;
            queue.add(waiter);
            callNext();
            if (waiter.granted) {
                return true;
            }
        } finally {
            lock.unlock();
        }
        cancellation.onCancel(waiter.called::countDown);
        await(waiter, patience);
        lock.lock();
        try {
            return waiter.granted || !queue.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            running--;
            callNext();
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        while (running < limit && !queue.isEmpty()) {
            Waiter next = queue.remove();
            next.granted = true;
            running++;
            next.called.countDown();
        }
    }

    private static void await(Waiter waiter, Duration patience) {
        try {
            waiter.called.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
