package io.omniroute.routing.plan;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.affinity.Affinity;
import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.combo.StepRules;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.strategy.Candidate;
import io.omniroute.routing.strategy.Ordering;
import io.omniroute.routing.strategy.Strategy;
import io.omniroute.routing.traffic.AccountTraffic;
import io.omniroute.routing.traffic.CallCounts;
import io.omniroute.routing.traffic.ComboTraffic;
import io.omniroute.routing.traffic.Turns;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Decides whom a call asks in which order. Thread-safe; works in memory, without locks. */
@Dependent
public class Planner {
    private final AccountTraffic accounts;
    private final ComboTraffic combos;
    private final Turns turns;
    private final Affinity affinity;
    private final Supplier<RandomGenerator> random;

    @Inject
    public Planner(AccountTraffic accounts, ComboTraffic combos, Turns turns, Affinity affinity) {
        this(accounts, combos, turns, affinity, ThreadLocalRandom::current);
    }

    public Planner(
            AccountTraffic accounts,
            ComboTraffic combos,
            Turns turns,
            Affinity affinity,
            Supplier<RandomGenerator> random) {
        this.accounts = accounts;
        this.combos = combos;
        this.turns = turns;
        this.affinity = affinity;
        this.random = random;
    }

    /**
     * Whoever walks along the legs takes the turn of each round-robin combo that is reached.
     *
     * @param candidates all targets of the route
     * @throws GatewayException BAD_REQUEST when it goes on from a stored response whose account the route does not lead to
     */
    public Plan plan(Route route, List<Target> candidates, Asker asker, Snapshot snapshot) {
        Optional<Binding> stored = asker.hints().previousResponse().flatMap(id -> affinity.ofResponse(asker.key(), id));
        Route open = stored.isEmpty() ? route : StoredResponses.only(route, stored.get(), asker, snapshot);
        Optional<Binding> proven = stored;
        Optional<Binding> session = Optional.empty();
        if (Plan.remembers(candidates, snapshot)) {
            proven = stored.isPresent() ? stored : affinity.ofProofs(asker.key(), asker.body());
            session = asker.hints().session().flatMap(name -> affinity.ofSession(asker.key(), name));
        }
        Iterable<Leg> legs = legs(open, asker.at(), snapshot, proven.isPresent() ? proven : session);
        return new Plan(legs, candidates, counts(route), proven, session, asker, snapshot);
    }

    /** The targets of a leg in the order in which they are tried, decided now. */
    public List<Target> accounts(Leg leg, Plan plan) {
        List<Connection> all = leg.accounts();
        if (all.size() < 2) {
            return List.of(leg.target(all.stream().findFirst()));
        }
        Strategy strategy = Strategy.of(
                plan.snapshot().routes().accountStrategy(leg.provider().id()));
        // a strategy that ranks gives a session back to the better account; what only one account can read stays there
        Optional<Binding> bound =
                strategy.ranks() ? plan.proven() : plan.proven().or(plan::session);
        Optional<Connection> own = bound.flatMap(binding -> all.stream()
                .filter(account -> account.id().equals(binding.connection()))
                .findFirst());
        List<Connection> order = new ArrayList<>(Ordering.order(
                strategy, candidates(all), own.isPresent() ? 0 : turn(strategy, leg, plan), random.get()));
        own.ifPresent(account -> {
            order.remove(account);
            order.add(0, account);
        });
        return order.stream().map(account -> leg.target(Optional.of(account))).toList();
    }

    private List<Candidate<Connection>> candidates(List<Connection> all) {
        return all.stream()
                .map(account -> new Candidate<>(account, 1, Double.POSITIVE_INFINITY, accounts.load(account.id())))
                .toList();
    }

    private long turn(Strategy strategy, Leg leg, Plan plan) {
        int sticky = plan.snapshot().routes().policy().stickyRoundRobinLimit();
        return strategy == Strategy.ROUND_ROBIN ? turns.next(leg.provider().id(), sticky) : 0;
    }

    private Iterable<Leg> legs(Route route, Instant at, Snapshot snapshot, Optional<Binding> bound) {
        return switch (route) {
            case Route.Model model -> List.of(plain(model, snapshot));
            case Route.AnyOf any ->
                any.models().stream().map(model -> plain(model, snapshot)).toList();
            case Route.Pool pool -> {
                PoolLegs legs = new PoolLegs(combos, turns, random.get(), snapshot, bound, at);
                yield () -> legs.of(pool);
            }
        };
    }

    private static Leg plain(Route.Model model, Snapshot snapshot) {
        int firstTokens = snapshot.routes().policy().firstTokens();
        StepRules rules = firstTokens == 0 ? StepRules.BUILT_IN : StepRules.BUILT_IN.holdingBack(firstTokens);
        return new Leg(model.provider(), model.model(), model.accounts(), rules, "", List.of(), List.of());
    }

    private Optional<CallCounts> counts(Route route) {
        return route instanceof Route.Pool pool
                ? Optional.of(combos.calls(pool.combo().id()))
                : Optional.empty();
    }
}
