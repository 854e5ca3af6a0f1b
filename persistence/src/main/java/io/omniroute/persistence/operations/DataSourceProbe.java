package io.omniroute.persistence.operations;

import io.omniroute.routing.operations.DatabaseProbe;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** Asks over a connection of the application's own pool, so that an exhausted pool is noticed too. */
@ApplicationScoped
public class DataSourceProbe implements DatabaseProbe {
    @Resource(lookup = "java:app/jdbc/omniroute")
    private DataSource database;

    @Override
    public Optional<Duration> answer(Duration limit) {
        long begun = System.nanoTime();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("omniroute-database-probe").start(() -> answer.complete(isAlive(limit)));
        try {
            boolean alive = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return alive ? Optional.of(Duration.ofNanos(System.nanoTime() - begun)) : Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the probe completes normally only", e);
        }
    }

    private boolean isAlive(Duration limit) {
        try (Connection connection = database.getConnection()) {
            return connection.isValid((int) Math.max(1, limit.toSeconds()));
        } catch (SQLException e) {
            return false;
        }
    }
}
