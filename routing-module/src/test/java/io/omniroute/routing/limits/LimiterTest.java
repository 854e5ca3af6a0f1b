package io.omniroute.routing.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Limits;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.limits.Pass.Obstacle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimiterTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeClock clock = new FakeClock();
    private final Limiter limiter = new Limiter(clock, EnumSet.allOf(Obstacle.class));

    @Test
    void aMinutesRequestsMayComeAtOnceAndThenTheyTrickle() {
        Limits limits = new Limits(60, 0, Duration.ZERO, 0, 0, LONG);
        for (int i = 0; i < 60; i++) {
            granted(limits, 0);
        }
        Pass.Denied denied = denied(limits, 0);
        assertThat(denied.obstacle()).isEqualTo(Obstacle.REQUESTS);
        assertThat(denied.retryAfter()).hasSeconds(1);
        clock.advance(Duration.ofSeconds(1));
        granted(limits, 0);
        denied(limits, 0);
        assertThat(limiter.state(limits).requestsLeft()).isZero();
    }

    @Test
    void tokensAreReservedAndPutRightByWhatWasUsed() {
        Limits limits = new Limits(0, 1_000, Duration.ZERO, 0, 0, LONG);
        Pass.Granted cheap = granted(limits, 900);
        assertThat(denied(limits, 200).obstacle()).isEqualTo(Obstacle.TOKENS);
        limiter.release(cheap, 100);
        assertThat(limiter.state(limits).tokensLeft()).isEqualTo(900);
        limiter.release(granted(limits, 200), 1_500); // the answer was longer than anyone thought
        assertThat(limiter.state(limits).tokensLeft()).isZero();
        assertThat(denied(limits, 1).retryAfter()).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void whatIsLargerThanTheWholeLimitWaitsForAllOfItOnly() {
        Limits limits = new Limits(0, 1_000, Duration.ZERO, 0, 0, LONG);
        assertThat(granted(limits, 50_000).tokens()).isEqualTo(1_000);
    }

    @Test
    void aLimitThatIsFinerThanTheClockIsTakenAtWhatCanBeCounted() {
        for (long many : new long[] {60_000_000_000L, 60_000_000_001L, Long.MAX_VALUE}) {
            Limits limits = new Limits(many, many, Duration.ZERO, 0, 0, LONG);
            limiter.release(granted(limits, Long.MAX_VALUE / 2), Long.MAX_VALUE / 2);
            limiter.release(granted(new Limits(many, 0, Duration.ZERO, 0, 0, LONG), 7), 9);
            assertThat(limiter.state(limits).requestsLeft()).isBetween(59_999_999_998L, 60_000_000_000L);
        }
    }

    @Test
    void callsKeepTheirDistance() {
        Limits limits = new Limits(0, 0, Duration.ofMillis(200), 0, 0, LONG);
        granted(limits, 0);
        clock.advance(Duration.ofMillis(150));
        assertThat(denied(limits, 0)).isEqualTo(new Pass.Denied(Duration.ofMillis(50), Obstacle.GAP));
        clock.advance(Duration.ofMillis(50));
        granted(limits, 0);
    }

    @Test
    void whatWasNotSentIsGivenBack() {
        Limits limits = new Limits(1, 100, Duration.ZERO, 1, 0, LONG);
        limiter.undo(granted(limits, 100));
        granted(limits, 100);
    }

    @Test
    void noMoreThanSoManyRunTogetherOnTwoHundredThreads() throws InterruptedException {
        Limits limits = new Limits(0, 0, Duration.ZERO, 7, 200, LONG);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                Pass.Granted granted = (Pass.Granted) limiter.enter(limits, 5, new Cancellation());
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                running.decrementAndGet();
                limiter.release(granted, 5);
                served.incrementAndGet();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served).hasValue(200);
        assertThat(most.get()).isBetween(1, 7);
        assertThat(limiter.state(limits).running()).isZero();
        assertThat(limiter.state(limits).queued()).isZero();
    }

    @Test
    void turnsComeInTheOrderOfArrival() throws InterruptedException {
        Limits limits = new Limits(0, 0, Duration.ZERO, 1, 50, LONG);
        Pass.Granted first = granted(limits, 0);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            waiting.add(Thread.startVirtualThread(() -> {
                Pass.Granted granted = (Pass.Granted) limiter.enter(limits, 0, new Cancellation());
                order.add(number);
                limiter.release(granted, 0);
            }));
            awaitQueue(limits, i + 1);
        }
        assertThat(limiter.tryEnter(limits, 0)).isInstanceOf(Pass.Denied.class); // no jumping the queue
        limiter.release(first, 0);
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(order).hasSize(20).isSorted();
    }

    @Test
    void aFullQueueDeniesAtOnce() {
        Limits limits = new Limits(0, 0, Duration.ZERO, 1, 0, LONG);
        granted(limits, 0);
        assertThat(limiter.enter(limits, 0, new Cancellation())).isInstanceOf(Pass.Denied.class);
    }

    @Test
    void aTurnThatCannotComeInTimeIsNotWaitedFor() {
        Limits limits = new Limits(1, 0, Duration.ZERO, 0, 10, Duration.ofSeconds(30));
        granted(limits, 0);
        Pass.Denied denied = (Pass.Denied) limiter.enter(limits, 0, new Cancellation());
        assertThat(denied.retryAfter()).hasSeconds(60);
    }

    @Test
    void whatIsNotWorthWaitingForIsDeniedAtOnce() {
        Limiter strict = new Limiter(clock, Set.of(Obstacle.CONCURRENCY));
        Limits limits = new Limits(60, 0, Duration.ZERO, 0, 10, LONG);
        for (int i = 0; i < 60; i++) {
            strict.tryEnter(limits, 0);
        }
        assertThat(strict.enter(limits, 0, new Cancellation())).isInstanceOf(Pass.Denied.class);
    }

    @Test
    void whoeverLeavesLosesTheirPlaceAndHoldsNothing() throws InterruptedException {
        Limits limits = new Limits(0, 0, Duration.ZERO, 1, 10, LONG);
        Pass.Granted first = granted(limits, 0);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Pass> leaving = enterLater(limits, cancellation);
        awaitQueue(limits, 1);
        CompletableFuture<Pass> staying = enterLater(limits, new Cancellation());
        awaitQueue(limits, 2);
        cancellation.cancel();
        assertThat(leaving.join()).isInstanceOf(Pass.Denied.class);
        limiter.release(first, 0);
        assertThat(staying.join()).isInstanceOf(Pass.Granted.class);
        assertThat(limiter.state(limits).running()).isEqualTo(1);
    }

    @Test
    void theGatewaysStopEmptiesTheQueue() throws InterruptedException {
        Limits limits = new Limits(0, 0, Duration.ZERO, 1, 10, LONG);
        granted(limits, 0);
        CompletableFuture<Pass> waiting = enterLater(limits, new Cancellation());
        awaitQueue(limits, 1);
        limiter.close();
        assertThat(waiting.join()).isInstanceOf(Pass.Denied.class);
    }

    @Test
    void aHigherLimitLetsThoseWaitingIn() throws InterruptedException {
        Limits narrow = new Limits(0, 0, Duration.ZERO, 1, 10, LONG);
        granted(narrow, 0);
        CompletableFuture<Pass> waiting = enterLater(narrow, new Cancellation());
        awaitQueue(narrow, 1);
        limiter.state(new Limits(0, 0, Duration.ZERO, 2, 10, LONG));
        assertThat(waiting.join()).isInstanceOf(Pass.Granted.class);
    }

    @Test
    void aVendorThatHasNothingLeftIsWaitedFor() {
        limiter.learn(Learned.paused(clock.instant().plusSeconds(9)));
        assertThat(denied(Limits.NONE, 0)).isEqualTo(new Pass.Denied(Duration.ofSeconds(9), Obstacle.VENDOR));
        clock.advance(Duration.ofSeconds(9));
        granted(Limits.NONE, 0);
    }

    private Pass.Granted granted(Limits limits, long tokens) {
        return (Pass.Granted) limiter.tryEnter(limits, tokens);
    }

    private Pass.Denied denied(Limits limits, long tokens) {
        return (Pass.Denied) limiter.tryEnter(limits, tokens);
    }

    private CompletableFuture<Pass> enterLater(Limits limits, Cancellation cancellation) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Pass> pass = CompletableFuture.supplyAsync(
                () -> {
                    begun.countDown();
                    return limiter.enter(limits, 0, cancellation);
                },
                Thread::startVirtualThread);
        begun.await();
        return pass;
    }

    private void awaitQueue(Limits limits, int length) {
        while (limiter.state(limits).queued() < length) {
            Thread.yield();
        }
    }
}
