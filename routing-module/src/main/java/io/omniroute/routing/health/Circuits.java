package io.omniroute.routing.health;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.health.CircuitState.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All circuits of this node; what never failed has none. Thread-safe. Tells the log of every step, and remembers which
 * circuits the store has yet to hear of.
 */
@ApplicationScoped
public class Circuits {
    private static final Logger LOG = System.getLogger("io.omniroute.health");
    /** Callers choose model names: beyond so many, a model that fails is not remembered. */
    private static final int MAX_CIRCUITS = 20_000;

    private static final Comparator<CircuitKey> BY_NAME = Comparator.comparing(CircuitKey::toString);

    private final Clock clock;
    private final ConcurrentMap<CircuitKey, Circuit> circuits = new ConcurrentHashMap<>();
    private final Set<CircuitKey> changed = ConcurrentHashMap.newKeySet();
    /** Where circuits begin that are made now: behind all that was forgotten, so that nobody's late failure brings it back. */
    private final AtomicLong generation = new AtomicLong();

    @Inject
    public Circuits(Clock clock) {
        this.clock = clock;
    }

    public Circuits() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    /** The time by which rests begin and end. */
    public Instant now() {
        return clock.instant();
    }

    /** All of them that are not healthy, and those that only just failed, by name. */
    public Map<CircuitKey, CircuitState> states() {
        Map<CircuitKey, CircuitState> states = new TreeMap<>(BY_NAME);
        circuits.forEach((key, circuit) -> {
            CircuitState state = circuit.state();
            if (!state.isPristine()) {
                states.put(key, state);
            }
        });
        return states;
    }

    public Optional<CircuitState> state(CircuitKey key) {
        return Optional.ofNullable(circuits.get(key)).map(Circuit::state).filter(state -> !state.isPristine());
    }

    /** How many circuits of a provider, its accounts and their models are in this phase. */
    long count(ProviderId provider, Phase phase) {
        return circuits.entrySet().stream()
                .filter(entry -> entry.getKey().provider().equals(provider))
                .filter(entry -> entry.getValue().state().phase() == phase)
                .count();
    }

    /** Whether an attempt by this key would be let through now. Changes nothing. */
    public boolean isFree(CircuitKey key, Instant now) {
        return state(key)
                .map(state -> state.phase() == Phase.CLOSED || state.isDue(now))
                .orElse(true);
    }

    /** Forgets how it went with this connection and its models. @return how many circuits that closed */
    public int forget(ConnectionId connection) {
        return forget(key -> key.connection().filter(connection::equals).isPresent());
    }

    /** Forgets how it went with a model, on all accounts. */
    public int forget(ProviderId provider, String model) {
        return forget(key -> key.provider().equals(provider)
                && key.model().filter(model::equals).isPresent());
    }

    /** @return how many circuits that closed */
    public int forgetAll() {
        return forget(key -> true);
    }

    Entry enter(CircuitKey key, Instant now) {
        Circuit circuit = circuits.get(key);
        if (circuit == null) {
            return new Entry.Open(generation.get(), false);
        }
        Entry entry = circuit.enter(now);
        if (entry instanceof Entry.Open open && open.probe()) {
            LOG.log(Level.INFO, "{0}: half-open, one call probes it", key);
            changed.add(key);
        }
        return entry;
    }

    /** As {@link Circuit#shut}. */
    Optional<Entry.Shut> shut(CircuitKey key, Instant now) {
        return Optional.ofNullable(circuits.get(key)).flatMap(circuit -> circuit.shut(now));
    }

    Optional<CircuitState> failed(CircuitKey key, Entry.Open ticket, Illness illness, Instant now) {
        if (key.model().isPresent() && circuits.size() > MAX_CIRCUITS && !circuits.containsKey(key)) {
            return Optional.empty();
        }
        Circuit circuit = circuits.computeIfAbsent(key, k -> new Circuit(CircuitState.closed(now), generation.get()));
        Optional<CircuitState> step = circuit.failed(ticket, illness, now);
        step.ifPresent(state -> {
            changed.add(key);
            log(key, state, now);
        });
        return step;
    }

    /** @return whether that closed it */
    boolean succeeded(CircuitKey key, Entry.Open ticket, Instant now) {
        Circuit circuit = circuits.get(key);
        if (circuit == null) {
            return false;
        }
        boolean rested = circuit.state().phase() != Phase.CLOSED;
        boolean closed = circuit.succeeded(ticket, now).isPresent();
        if (closed) {
            changed.add(key);
        }
        if (closed && rested) {
            LOG.log(Level.INFO, "{0}: closed, it serves again", key);
        }
        return closed && rested;
    }

    void released(CircuitKey key, Entry.Open ticket, Instant now) {
        Circuit circuit = circuits.get(key);
        if (circuit != null) {
            circuit.released(ticket, now);
        }
    }

    /** What was kept from an earlier life. */
    void restore(Map<CircuitKey, CircuitState> kept) {
        kept.forEach((key, state) -> circuits.putIfAbsent(key, new Circuit(state, generation.get())));
    }

    /** The keys whose state changed since the last call. */
    Set<CircuitKey> takeChanged() {
        Set<CircuitKey> taken = new HashSet<>();
        changed.removeIf(taken::add);
        return taken;
    }

    void changedStill(Set<CircuitKey> keys) {
        changed.addAll(keys);
    }

    /** Drops circuits that say nothing any more. */
    void sweep(Instant now, Duration age) {
        circuits.forEach((key, circuit) -> {
            CircuitState state = circuit.state();
            boolean stale = key.model().isPresent() && state.isDue(now.minus(age));
            if (state.isPristine() || stale) {
                circuits.remove(key, circuit);
                changed.add(key);
            }
        });
    }

    private int forget(java.util.function.Predicate<CircuitKey> which) {
        int forgotten = 0;
        long last = generation.get();
        for (CircuitKey key : circuits.keySet()) {
            Circuit circuit = which.test(key) ? circuits.remove(key) : null;
            if (circuit != null) {
                changed.add(key);
                last = Math.max(last, circuit.generation());
                forgotten++;
            }
        }
        generation.accumulateAndGet(last + 1, Math::max);
        return forgotten;
    }

    private static void log(CircuitKey key, CircuitState state, Instant now) {
        if (state.phase() == Phase.CLOSED) {
            return;
        }
        LOG.log(
                state.phase() == Phase.OPEN ? Level.WARNING : Level.INFO,
                "{0}: {1} for {2} ms after {3} failures in a row ({4})",
                key,
                state.phase() == Phase.OPEN ? "breaker opened" : "rests",
                Long.toString(Duration.between(now, state.until()).toMillis()),
                Integer.toString(state.failures()),
                state.reason());
    }
}
