package io.omniroute.routing.health;

import io.omniroute.routing.health.CircuitState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The breaker and the cooldown of one key. Thread-safe: every step is short and under its own lock. Many calls that fail
 * together are one step; after a rest that was more than a hiccup one probe goes ahead alone.
 */
final class Circuit {
    /** A probe that is not heard of for so long does not keep others out any more. */
    static final Duration PROBE_LEASE = Duration.ofSeconds(10);

    private static final Duration WHILE_PROBED = Duration.ofSeconds(1);

    private CircuitState state;
    private long generation;

    Circuit(CircuitState state) {
        this(state, 0);
    }

    /** @param generation calls with tickets from before it are stragglers */
    Circuit(CircuitState state, long generation) {
        this.state = state;
        this.generation = generation;
    }

    synchronized long generation() {
        return generation;
    }

    synchronized CircuitState state() {
        return state;
    }

    synchronized Entry enter(Instant now) {
        return switch (state.phase()) {
            case CLOSED -> new Entry.Open(generation, false);
            case HALF_OPEN ->
                now.isBefore(state.until()) ? new Entry.Shut(min(WHILE_PROBED, left(now)), state) : probe(now);
            case RESTING, OPEN -> {
                if (now.isBefore(state.until())) {
                    yield new Entry.Shut(left(now), state);
                }
                yield isHiccup() ? new Entry.Open(generation, false) : probe(now);
            }
        };
    }

    /** What keeps those out who prove nothing: a rest, and then until a probe went well. */
    synchronized Optional<Entry.Shut> shut(Instant now) {
        boolean rested = !now.isBefore(state.until());
        if (state.phase() == Phase.CLOSED || rested && isHiccup()) {
            return Optional.empty();
        }
        return Optional.of(new Entry.Shut(rested ? WHILE_PROBED : left(now), state));
    }

    /** One is no reason to line everybody up behind a single, perhaps long, call. */
    private boolean isHiccup() {
        return state.phase() == Phase.RESTING
                && state.failures() < 2
                && state.reason().isVendorFault();
    }

    /** @return the new state if this was a step; empty for a straggler from before the current rest */
    synchronized Optional<CircuitState> failed(Entry.Open ticket, Illness illness, Instant now) {
        if (ticket.generation() < generation) {
            prolong(illness, now);
            return Optional.empty();
        }
        int failures = state.failures() + 1;
        int strikes = state.failures() > 0 && state.reason() == illness.reason() ? state.strikes() + 1 : 1;
        boolean breaks = illness.threshold() > 0 && illness.reason().isVendorFault() && failures >= illness.threshold();
        Duration rest = illness.rest().at(state.level());
        if (breaks && illness.reset().compareTo(rest) > 0) {
            rest = illness.reset();
        }
        Phase phase = breaks ? Phase.OPEN : rest.isZero() ? Phase.CLOSED : Phase.RESTING;
        state = new CircuitState(
                phase, failures, strikes, state.level() + 1, illness.reason(), illness.message(), now, now.plus(rest));
        if (phase != Phase.CLOSED) {
            generation++;
        }
        return Optional.of(state);
    }

    /** @return the new state if that changed it; a straggler's success proves nothing */
    synchronized Optional<CircuitState> succeeded(Entry.Open ticket, Instant now) {
        if (ticket.generation() < generation || state.isPristine()) {
            return Optional.empty();
        }
        state = CircuitState.closed(now);
        return Optional.of(state);
    }

    /** An attempt that neither served nor failed: its probe is open to the next. */
    synchronized void released(Entry.Open ticket, Instant now) {
        if (ticket.probe() && ticket.generation() == generation && state.phase() == Phase.HALF_OPEN) {
            state = state.lasting(now);
        }
    }

    private Entry probe(Instant now) {
        state = state.halfOpen(now, now.plus(PROBE_LEASE));
        return new Entry.Open(generation, true);
    }

    /** A vendor that names a later end is believed, whoever hears it. */
    private void prolong(Illness illness, Instant now) {
        boolean resting = state.phase() == Phase.RESTING || state.phase() == Phase.OPEN;
        Instant end = now.plus(illness.rest().at(0));
        if (illness.hinted() && resting && end.isAfter(state.until())) {
            state = state.lasting(end);
        }
    }

    private Duration left(Instant now) {
        return Duration.between(now, state.until());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
