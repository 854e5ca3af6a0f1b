package io.omniroute.routing.plan;

import io.omniroute.provider.client.Cancellation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Where a call waits: before a step that is full, and before it asks the same account again. Ends with the call's cancellation. */
@ApplicationScoped
public class Pacing {
    private final ConcurrentMap<Object, StepGate> gates = new ConcurrentHashMap<>();

    /** @return gives the place back, once; absent when none became free in time, or the caller left */
    public Optional<Runnable> enter(Leg leg, Cancellation cancellation) {
        int limit = leg.rules().concurrency();
        if (limit == 0) {
            return Optional.of(() -> {});
        }
        StepGate gate = gates.computeIfAbsent(leg.gate(), key -> new StepGate());
        return gate.enter(limit, leg.rules().queueTimeout(), cancellation)
                ? Optional.of(gate::leave)
                : Optional.empty();
    }

    /** Waits for half to one and a half times as long, so that calls that failed together do not come back together. */
    public void pause(Duration average, Cancellation cancellation) {
        CountDownLatch left = new CountDownLatch(1);
        cancellation.onCancel(left::countDown);
        try {
            long millis = Math.round(
                    average.toMillis() * (0.5 + ThreadLocalRandom.current().nextDouble()));
            left.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
