package io.omniroute.routing.health;

import io.omniroute.provider.connection.Connection;
import java.time.Duration;
import java.time.Instant;

/** Failures as the guard would have reported them, for tests of those who show them. */
public final class FailedCalls {
    private FailedCalls() {}

    public static void limit(Circuits circuits, Connection connection, Duration rest) {
        limit(circuits, CircuitKey.of(connection.provider(), connection.id()), rest);
    }

    public static void limit(Circuits circuits, Connection connection, String model, Duration rest) {
        limit(circuits, CircuitKey.of(connection.provider(), connection.id(), model), rest);
    }

    private static void limit(Circuits circuits, CircuitKey key, Duration rest) {
        Illness illness = new Illness(Reason.RATE_LIMITED, "slow down", level -> rest, true, 0, Duration.ZERO);
        Instant now = Instant.now();
        circuits.failed(key, (Entry.Open) circuits.enter(key, now), illness, now);
    }
}
