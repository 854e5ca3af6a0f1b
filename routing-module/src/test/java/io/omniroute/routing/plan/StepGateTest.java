package io.omniroute.routing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepGateTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StepGate gate = new StepGate();

    @Test
    void neverMoreThanTheLimitAreInside() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(threads.submit(() -> {
                    boolean entered = gate.enter(3, LONG, new Cancellation());
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    gate.leave();
                    return entered;
                }));
            }
            for (Future<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whoWaitsTooLongGoesAndTakesNoPlace() {
        assertThat(gate.enter(1, LONG, new Cancellation())).isTrue();
        assertThat(gate.enter(1, Duration.ZERO, new Cancellation())).isFalse();
        gate.leave();
        assertThat(gate.enter(1, Duration.ZERO, new Cancellation())).isTrue();
    }

    @Test
    void aCallerThatLeavesDoesNotWait() {
        assertThat(gate.enter(1, LONG, new Cancellation())).isTrue();
        Cancellation left = new Cancellation();
        left.cancel();
        assertThat(gate.enter(1, LONG, left)).isFalse();
        gate.leave();
        assertThat(gate.enter(1, LONG, new Cancellation())).isTrue();
    }

    @Test
    void aHigherLimitLetsTheNextOneIn() {
        assertThat(gate.enter(1, LONG, new Cancellation())).isTrue();
        assertThat(gate.enter(2, Duration.ZERO, new Cancellation())).isTrue();
    }
}
