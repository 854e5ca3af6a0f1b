package io.omniroute.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Callers on virtual threads, each with a connection of its own. Bounded in number and time. */
final class Load {
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Load() {}

    /** One caller's measurements. */
    private interface Caller {
        void call(Timings timings) throws IOException;
    }

    /** As many whole calls as the clients can make, one after the other each with a rest between, until the time is over. */
    static Timings whole(Endpoint endpoint, int clients, int restMillis, Duration time) {
        Request template = endpoint.wholeRequest();
        long end = System.nanoTime() + time.toNanos();
        long rest = TimeUnit.MILLISECONDS.toNanos(restMillis);
        return together(clients, timings -> {
            Request request = template.copy();
            try (HttpConnection connection = new HttpConnection(endpoint.port())) {
                for (long begin = System.nanoTime(); begin < end; ) {
                    connection.exchange(request.next(), (bytes, from, length) -> {});
                    long now = System.nanoTime();
                    timings.add(now - begin);
                    if (rest > 0) {
                        sleepUntil(now + rest);
                        now = System.nanoTime();
                    }
                    begin = now;
                }
            }
        });
    }

    /** So many streams at once, so many times; times the first event of each. */
    static Timings streams(Endpoint endpoint, int count, int everyMillis, int times) {
        Request template = endpoint.streamRequest(everyMillis);
        long begin = System.nanoTime();
        return together(count, timings -> {
            Request request = template.copy();
            try (HttpConnection connection = new HttpConnection(endpoint.port())) {
                sleepUntil(begin + timings.caller() * APART_NANOS); // real callers do not come in step
                for (int i = 0; i < times; i++) {
                    Stream stream = new Stream();
                    connection.exchange(request.next(), stream);
                    timings.add(stream.firstNanos - stream.begin);
                    timings.addEvents(stream.events);
                }
            }
        });
    }

    /** Notes when the first event was there, and how many came. */
    private static final class Stream implements HttpConnection.Body {
        private final long begin = System.nanoTime();
        private long firstNanos;
        private int events;
        private byte last;

        @Override
        public void read(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (bytes[i] == '\n' && last == '\n') {
                    events++;
                }
                last = bytes[i];
            }
            if (events > 0 && firstNanos == 0) {
                firstNanos = System.nanoTime();
            }
        }
    }

    private static Timings together(int callers, Caller caller) {
        long begin = System.nanoTime();
        List<Timings> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Timings>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Timings timings = new Timings(i);
                running.add(threads.submit(() -> {
                    caller.call(timings);
                    return timings;
                }));
            }
            for (Future<Timings> one : running) {
                all.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a caller failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Timings.merged(all, System.nanoTime() - begin);
    }

    static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
