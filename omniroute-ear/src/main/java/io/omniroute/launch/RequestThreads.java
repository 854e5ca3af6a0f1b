package io.omniroute.launch;

import java.util.List;
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

    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean stopped;

    @Override
    public void execute(Runnable request) {
        if (stopped) {
            throw new RejectedExecutionException("The server stops.");
        }
        Worker worker = idle.pollFirst();
        if (worker == null) {
            running.incrementAndGet();
            Thread.ofVirtual().name("omniroute-request").start(new Worker(request));
        } else {
            kept.decrementAndGet();
            worker.take(request);
        }
    }

    private final class Worker implements Runnable {
        private volatile Runnable next;
        private volatile Thread thread;

        Worker(Runnable first) {
            this.next = first;
        }

        void take(Runnable request) {
            next = request;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            try {
                do {
                    Runnable request = next;
                    next = null;
                    request.run();
                } while (waited());
            } finally {
                running.decrementAndGet();
            }
        }

        /** @return whether there is another request; if not, the thread ends */
        private boolean waited() {
            if (stopped || kept.incrementAndGet() > MOST_KEPT) {
                kept.decrementAndGet();
                return false;
            }
            idle.addFirst(this);
            while (next == null) {
                LockSupport.park(this);
            }
            return true;
        }
    }

    @Override
    public void shutdown() {
        stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        stopped = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped && running.get() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
