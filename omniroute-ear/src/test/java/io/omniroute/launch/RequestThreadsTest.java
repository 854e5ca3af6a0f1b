package io.omniroute.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestThreadsTest {
    private final RequestThreads threads = new RequestThreads();

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    void requestsRunOnVirtualThreads() throws Exception {
        assertThat(threads.submit(() -> Thread.currentThread().isVirtual()).get(10, TimeUnit.SECONDS))
                .isTrue();
    }

    /** More than are kept idle; each waits for all the others. */
    @Test
    void allRequestsRunAtOnceHoweverMany() throws Exception {
        int many = 500;
        for (int round = 0; round < 2; round++) {
            CountDownLatch arrived = new CountDownLatch(many);
            CountDownLatch left = new CountDownLatch(many);
            for (int number = 0; number < many; number++) {
                threads.execute(() -> {
                    arrived.countDown();
                    await(arrived);
                    left.countDown();
                });
            }
            assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What Grizzly keeps with a thread is of use only when the thread comes back. */
    @Test
    void aThreadServesOneRequestAfterTheOther() {
        Queue<Thread> seen = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < 1_000; number++) {
            CountDownLatch done = new CountDownLatch(1);
            threads.execute(() -> {
                seen.add(Thread.currentThread());
                done.countDown();
            });
            await(done);
        }

        // the next request may come before the thread of the last one is back, but then another one is
        assertThat(seen).hasSize(1_000);
        assertThat(seen.stream().distinct().count()).isLessThan(200);
    }

    @Test
    void aRequestThatFailsTakesItsThreadAlongAndNothingElse() throws Exception {
        threads.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> {});
            throw new IllegalStateException("expected");
        });

        assertThat(threads.submit(() -> "served").get(10, TimeUnit.SECONDS)).isEqualTo("served");
    }

    @Test
    void aStopLetsRunningRequestsEndAndNoneBegin() throws Exception {
        CountDownLatch going = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        threads.execute(() -> {
            going.countDown();
            await(mayEnd);
        });
        await(going);

        threads.shutdown();

        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(threads.isShutdown()).isTrue();
        assertThat(threads.isTerminated()).isFalse();
        mayEnd.countDown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
