package io.omniroute.routing.fakes;

import io.omniroute.routing.capture.CapturedBodies;
import io.omniroute.routing.capture.CapturedCall;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Captured bodies in memory. */
public final class MemoryBodies implements CapturedBodies {
    public final Map<UUID, CapturedCall> calls = new ConcurrentHashMap<>();
    /** How often it fails before it stores again. */
    public int outages;

    @Override
    public void put(CapturedCall call) {
        if (outages > 0) {
            outages--;
            throw new IllegalStateException("the database is down");
        }
        calls.putIfAbsent(call.id(), call);
    }

    @Override
    public Optional<CapturedCall> find(UUID id) {
        return Optional.ofNullable(calls.get(id));
    }

    @Override
    public boolean isKept(UUID id) {
        return calls.containsKey(id);
    }

    @Override
    public int removeBefore(Instant time) {
        int before = calls.size();
        calls.values().removeIf(call -> call.time().isBefore(time));
        return before - calls.size();
    }

    @Override
    public int keepNewest(int most) {
        List<CapturedCall> old = calls.values().stream()
                .sorted(Comparator.comparing(CapturedCall::time).reversed())
                .skip(most)
                .toList();
        old.forEach(call -> calls.remove(call.id()));
        return old.size();
    }
}
