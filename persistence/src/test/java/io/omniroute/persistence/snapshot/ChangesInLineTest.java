package io.omniroute.persistence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import jakarta.persistence.EntityManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangesInLineTest {
    @ParameterizedTest
    @EnumSource
    void aChangeReadsNothingBeforeTheOneAheadOfItHasEnded(Platform platform) throws Exception {
        Unit unit = Unit.on(platform);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Long> ahead = CompletableFuture.supplyAsync(() -> unit.inTransaction(entities -> {
            version(entities).hold();
            held.countDown();
            await(end);
            raise(entities);
            return version(entities).current();
        }));
        held.await();
        CompletableFuture<Long> behind = CompletableFuture.supplyAsync(() -> unit.inTransaction(entities -> {
            version(entities).hold();
            return version(entities).current();
        }));
        assertThatThrownBy(() -> behind.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        end.countDown();
        assertThat(behind.get()).isEqualTo(ahead.get());
    }

    private static JpaConfigurationVersion version(EntityManager entities) {
        return new JpaConfigurationVersion(entities, new PendingChange(), null);
    }

    /** As {@code bump} does, which would tell a container about it. */
    private static void raise(EntityManager entities) {
        entities.createQuery("update ConfigurationVersionEntity v set v.version = v.version + 1 where v.id = 1")
                .executeUpdate();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
