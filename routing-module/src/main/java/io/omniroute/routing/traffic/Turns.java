package io.omniroute.routing.traffic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Deals out turns for round-robin, each to exactly as many calls as it should have, however many ask at once. */
@ApplicationScoped
public class Turns {
    private final ConcurrentMap<Object, AtomicLong> dealt = new ConcurrentHashMap<>();

    /**
     * @param pool whose members take turns; anything with equality
     * @param sticky how many calls in a row have the same turn, at least 1
     */
    public long next(Object pool, int sticky) {
        return dealt.computeIfAbsent(pool, key -> new AtomicLong()).getAndIncrement() / sticky;
    }
}
