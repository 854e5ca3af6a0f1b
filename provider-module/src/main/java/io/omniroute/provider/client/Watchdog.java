package io.omniroute.provider.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends calls whose deadline passed. One thread looks at all open calls a few times a second, so that a deadline costs
 * a call one volatile write and no timer; it is late by up to a tick, never early.
 */
final class Watchdog {
    private static final long TICK_NANOS = Duration.ofMillis(250).toNanos();
    private static final int TICKS_PER_ROUND = 40;

    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopped;

    /** @param eachRound run about every ten seconds on a thread of its own */
    Watchdog(Runnable eachRound) {
        thread = Thread.ofPlatform().daemon().name("omniroute-watchdog").start(() -> watch(eachRound));
    }

    void add(Exchange exchange) {
        open.add(exchange);
        if (stopped) {
            exchange.abort(Exchange.End.STOPPED);
        }
    }

    void remove(Exchange exchange) {
        open.remove(exchange);
    }

    /** Ends every open call, and every later one as it is added. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        open.forEach(exchange -> exchange.abort(Exchange.End.STOPPED));
    }

    private void watch(Runnable eachRound) {
        for (int tick = 1; !stopped; tick++) {
            LockSupport.parkNanos(this, TICK_NANOS);
            long now = System.nanoTime();
            open.forEach(exchange -> exchange.expire(now));
            if (tick % TICKS_PER_ROUND == 0) {
                Thread.ofVirtual().name("omniroute-pool-cleaner").start(eachRound);
            }
        }
    }
}
