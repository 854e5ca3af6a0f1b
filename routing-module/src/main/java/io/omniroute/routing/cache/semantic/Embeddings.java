package io.omniroute.routing.cache.semantic;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes vectors for calls, on a few threads of its own: native code would hold on to the threads that carry the calls. A call
 * that would have to wait for long goes on without. Thread-safe.
 */
@ApplicationScoped
public class Embeddings {
    private static final Logger LOG = System.getLogger(Embeddings.class.getName());
    /** For a place on the threads; about what a vector takes. */
    private static final Duration PATIENCE = Duration.ofMillis(20);
    /** For a vector that is being made. */
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final EmbedderExtension extension;
    private final Semaphore places;
    private final ExecutorService threads;
    private final LongAdder skipped = new LongAdder();
    private final AtomicBoolean complained = new AtomicBoolean();

    @Inject
    public Embeddings(EmbedderExtension extension) {
        this(extension, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** @param width how many vectors are made at the same time */
    Embeddings(EmbedderExtension extension, int width) {
        this.extension = extension;
        this.places = new Semaphore(width);
        this.threads = Executors.newFixedThreadPool(
                width,
                Thread.ofPlatform().daemon().name("omniroute-embedder-", 1).factory());
    }

    protected Embeddings() { // for the CDI proxy
        this.extension = null;
        this.places = null;
        this.threads = null;
    }

    /** Empty when the text has no vector, or none can be made in time. */
    public Optional<float[]> embed(String text) {
        Optional<Embedder> embedder = extension.embedder();
        if (embedder.isEmpty()) {
            extension.wake();
            skipped.increment();
            return Optional.empty();
        }
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return begin(embedder.get(), text).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "No vector in time: {0}", e.toString());
        } catch (ExecutionException e) {
            complain(e.getCause());
        }
        skipped.increment();
        return Optional.empty();
    }

    /** Calls that went on without a vector, though their text might have had one. */
    public long skipped() {
        return skipped.sum();
    }

    public void reset() {
        skipped.reset();
    }

    /** The place is free again when the vector is made, whoever still waits for it. */
    private Future<Optional<float[]>> begin(Embedder embedder, String text) {
        try {
            return threads.submit(() -> {
                try {
                    return embedder.embed(text);
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            places.release();
            throw e;
        }
    }

    private void complain(Throwable failure) {
        if (complained.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "A vector could not be made; said once, calls go on without", failure);
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
