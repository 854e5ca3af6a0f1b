package io.omniroute.routing.plan;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.StepRules;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.strategy.Candidate;
import io.omniroute.routing.strategy.Ordering;
import io.omniroute.routing.strategy.Strategy;
import io.omniroute.routing.traffic.ComboTraffic;
import io.omniroute.routing.traffic.Counters;
import io.omniroute.routing.traffic.Turns;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Lays out a combo, and the combos in it, as legs, each when it is reached: so a combo whose steps are never tried gives its turn to
 * the next call. For one call.
 *
 * @param now decides which prices hold
 */
record PoolLegs(
        ComboTraffic traffic,
        Turns turns,
        RandomGenerator random,
        Snapshot snapshot,
        Optional<Binding> bound,
        Instant now) {
    /** Names a step, for the gate before it. */
    private record Place(ComboId combo, String step) {}

    /** To be walked once. */
    Iterator<Leg> of(Route.Pool pool) {
        return new Walk(pool);
    }

    /** What was passed on the way from the outermost combo. @param combos the innermost first */
    private record Trail(List<Counters> steps, List<ComboId> combos) {
        Trail over(Counters step, ComboId combo) {
            List<Counters> longer = new ArrayList<>(steps);
            longer.add(step);
            List<ComboId> deeper = new ArrayList<>(combos);
            deeper.add(0, combo);
            return new Trail(longer, deeper);
        }
    }

    /** Where the walk has not been yet. */
    private record Ahead(Combo combo, Route.Branch branch, Trail outer) {}

    private final class Walk implements Iterator<Leg> {
        private final Deque<Ahead> ahead = new ArrayDeque<>();

        Walk(Route.Pool pool) {
            enter(pool, new Trail(List.of(), List.of()));
        }

        @Override
        public boolean hasNext() {
            return !ahead.isEmpty(); // every branch has a leg
        }

        @Override
        public Leg next() {
            while (true) {
                Ahead next = ahead.removeFirst();
                Trail trail = next.outer();
                ComboId combo = next.combo().id();
                switch (next.branch().route()) {
                    case Route.Model model -> {
                        return leg(next, model);
                    }
                    case Route.AnyOf any ->
                        put(
                                any.models(),
                                model -> new Ahead(
                                        next.combo(),
                                        new Route.Branch(next.branch().step(), model),
                                        trail));
                    case Route.Pool inner ->
                        enter(
                                inner,
                                trail.over(traffic.step(combo, next.branch().step()), combo));
                }
            }
        }

        private void enter(Route.Pool pool, Trail trail) {
            put(ordered(pool), branch -> new Ahead(pool.combo(), branch, trail));
        }

        /** Before all others. */
        private <T> void put(List<T> all, Function<T, Ahead> place) {
            for (int i = all.size() - 1; i >= 0; i--) {
                ahead.addFirst(place.apply(all.get(i)));
            }
        }
    }

    private Leg leg(Ahead place, Route.Model model) {
        Combo combo = place.combo();
        Route.Branch branch = place.branch();
        Trail trail = place.outer().over(traffic.step(combo.id(), branch.step()), combo.id());
        StepRules rules = StepRules.of(policy().configFor(model.provider().id(), combo.config()));
        ProviderDescriptor provider = rules.timeout()
                .map(timeout -> {
                    Timeouts own = model.provider().timeouts();
                    return model.provider().withTimeouts(new Timeouts(own.connect(), timeout, own.idle()));
                })
                .orElse(model.provider());
        Place gate = new Place(combo.id(), branch.step().label());
        return new Leg(provider, model.model(), model.accounts(), rules, gate, trail.steps(), trail.combos());
    }

    private List<Route.Branch> ordered(Route.Pool pool) {
        Combo combo = pool.combo();
        Strategy strategy = combo.strategy();
        Optional<Route.Branch> own = strategy.ranks() ? Optional.empty() : ownBranch(pool);
        ComboConfig config = combo.config().over(policy().comboDefaults());
        long turn = strategy == Strategy.ROUND_ROBIN && own.isEmpty()
                ? turns.next(combo.id(), config.stickyLimit().orElse(1))
                : 0;
        List<Candidate<Route.Branch>> candidates = pool.branches().stream()
                .map(branch -> new Candidate<>(
                        branch,
                        branch.step().weight(),
                        strategy == Strategy.COST_OPTIMIZED ? price(branch.route()) : Double.POSITIVE_INFINITY,
                        traffic.load(combo.id(), branch.step())))
                .toList();
        List<Route.Branch> order = new ArrayList<>(Ordering.order(strategy, candidates, turn, random));
        own.ifPresent(branch -> {
            order.remove(branch);
            order.add(0, branch);
        });
        return order;
    }

    /** Where the conversation went before; a combo that ranks its steps goes back to the better one all the same. */
    private Optional<Route.Branch> ownBranch(Route.Pool pool) {
        return bound.flatMap(binding -> pool.branches().stream()
                .filter(branch -> branch.route()
                        .targets()
                        .anyMatch(target -> target.modelName().equals(binding.model())
                                && target.connection()
                                        .filter(account -> account.id().equals(binding.connection()))
                                        .isPresent()))
                .findFirst());
    }

    private double price(Route route) {
        return switch (route) {
            case Route.Model model ->
                snapshot.prices()
                        .at(model.provider().id(), model.model().id(), now)
                        .map(price -> price.input().doubleValue())
                        .orElse(Double.POSITIVE_INFINITY);
            case Route.AnyOf any -> price(any.models().get(0));
            case Route.Pool pool ->
                pool.branches().stream()
                        .mapToDouble(branch -> price(branch.route()))
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        };
    }

    private RoutingPolicy policy() {
        return snapshot.routes().policy();
    }
}
