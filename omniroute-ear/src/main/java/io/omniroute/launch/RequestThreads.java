package io.omniroute.launch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Payara Micro's request threads: virtual ones, as many as there are requests at a time. Named in {@code pre-boot-commands.txt}, made
 * by the server. Some are kept, the last used first, because Grizzly and the servlet container keep what they make for a request (buffers,
 * the request and response objects) with the thread that served it. Thread-safe.
 */
public final class RequestThreads extends AbstractExecutorService {
    private static final int MOST_KEPT = 128;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean stopped;

    @Override
    public void execute(Runnable request) {
        if (stopped) {
            throw new RejectedExecutionException("The server stops.");
        }
        requests.incrementAndGet();
        Worker worker = idle.pollFirst();
        if (worker == null) {
            Thread.ofVirtual().name("omniroute-request").start(new Worker(request));
        } else {
            kept.decrementAndGet();
            worker.wake(Optional.of(request));
        }
    }

    /** Whoever takes one from the idle wakes it, once. */
    private final class Worker implements Runnable {
        private Runnable request;
        private volatile Thread thread;
        private volatile Optional<Runnable> next;

        Worker(Runnable first) {
            this.request = first;
        }

        /** @param task nothing, if the thread is to end */
        void wake(Optional<Runnable> task) {
            next = task;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            do {
                try {
                    request.run();
                } finally {
                    requests.decrementAndGet();
                }
            } while (awaitsAnother());
        }

        private boolean awaitsAnother() {
            if (stopped || kept.incrementAndGet() > MOST_KEPT) {
                kept.decrementAndGet();
                return false;
            }
            next = null; // nobody else knows this worker before the next line
            idle.addFirst(this);
            while (next == null) {
                LockSupport.park(this);
            }
            request = next.orElse(null);
            return request != null;
        }
    }

    /** Running requests go on. */
    @Override
    public void shutdown() {
        stopped = true;
        for (Worker worker = idle.pollFirst(); worker != null; worker = idle.pollFirst()) {
            worker.wake(Optional.empty());
        }
    }

    /** As {@link #shutdown}: the gateway's own drain has seen to its calls. No request ever waits here. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped && requests.get() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (!isTerminated() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return isTerminated();
    }
}
