package io.omniroute.routing.operations;

import java.time.Duration;

/**
 * Fired once, synchronously, while the listener still answers and every bean still works. Whoever returns from its observer
 * has let go: the process ends when all have returned. Observers that need an order give themselves a {@code @Priority}:
 * first those that finish calls, then those that flush what the calls left behind.
 *
 * @param grace how long running calls may take to finish
 */
public record GatewayStopping(Duration grace) {}
