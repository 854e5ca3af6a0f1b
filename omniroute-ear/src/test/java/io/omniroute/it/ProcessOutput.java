package io.omniroute.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The lines that a process prints, as they come. Thread-safe. */
final class ProcessOutput {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean ended;

    ProcessOutput(InputStream stream) {
        // a pipe is read in blocking calls: on virtual threads, two gateways would keep both carriers of a small
        // machine
        Thread.ofPlatform().daemon().start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String seen = line;
                change(() -> lines.add(seen));
            }
        } catch (IOException e) {
            change(() -> lines.add("(output broke off: " + e.getMessage() + ")"));
        } finally {
            change(() -> ended = true);
        }
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The first line that fits; empty when the process ends or the time is over without one. */
    Optional<String> await(Predicate<String> wanted, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<String> found = lines.stream().filter(wanted).findFirst();
                if (found.isPresent() || ended || left <= 0) {
                    return found;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the process has closed this stream. */
    void awaitEnd(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        if (!ended) {
            throw new IllegalStateException(
                    "Still printing after " + TimeUnit.NANOSECONDS.toSeconds(limit.toNanos()) + " s.");
        }
    }
}
