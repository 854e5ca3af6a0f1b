package io.omniroute.persistence.operations;

import io.omniroute.routing.operations.DatabaseProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the database for a constant. Thread-safe. */
@ApplicationScoped
public class JpaDatabaseProbe implements DatabaseProbe {
    @PersistenceContext(unitName = "omniroute")
    EntityManager entities;

    /** Asks on a thread of its own: no query timeout covers the wait for a connection of the pool. */
    @Override
    public Optional<Duration> answer(Duration limit) {
        long start = System.nanoTime();
        FutureTask<Object> question = new FutureTask<>(() -> ask(limit));
        Thread.startVirtualThread(question);
        try {
            question.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(Duration.ofNanos(System.nanoTime() - start));
        } catch (ExecutionException | TimeoutException e) {
            question.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Object ask(Duration limit) {
        return entities.createNativeQuery("select 1")
                // Jakarta Persistence, 3.4.4.3: in milliseconds, and only a hint
                .setHint("jakarta.persistence.query.timeout", (int) limit.toMillis())
                .getSingleResult();
    }
}
