package io.omniroute.routing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.affinity.Affinity;
import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.affinity.Hints;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.strategy.Strategy;
import io.omniroute.routing.traffic.AccountTraffic;
import io.omniroute.routing.traffic.ComboTraffic;
import io.omniroute.routing.traffic.Turns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlannerTest {
    private static final ApiKeyId KEY = ApiKeyId.random();
    private static final int CALLS = 4;

    private final Affinity affinity = new Affinity();
    private final ComboTraffic traffic = new ComboTraffic();

    /** Whatever combos stand in combos, by whatever strategies, and wherever the session went before. */
    @Property(tries = 300)
    void everyPlanIsAPermutationOfTheEligible(@ForAll long seed, @ForAll boolean remembered) {
        Random random = new Random(seed);
        Route.Pool pool = pool(random, Combo.MAX_DEPTH);
        List<Target> eligible = pool.targets().toList();
        Planner planner = new Planner(new AccountTraffic(), traffic, new Turns(), affinity, () -> random);
        Snapshot snapshot = Fixture.snapshot(Map.of(), Settings.DEFAULT);
        Asker asker =
                new Asker(KEY, Instant.EPOCH, new Hints(Optional.of("session-" + seed), Optional.empty()), new byte[0]);
        if (remembered) {
            Target before = eligible.get(random.nextInt(eligible.size()));
            before.connection()
                    .ifPresent(account -> affinity.bindSession(
                            KEY, "session-" + seed, new Binding(account.id(), before.modelName())));
        }
        for (int call = 0; call < CALLS; call++) {
            Plan plan = planner.plan(pool, eligible, asker, snapshot);
            List<Target> planned = StreamSupport.stream(plan.legs().spliterator(), false)
                    .flatMap(leg -> planner.accounts(leg, plan).stream())
                    .toList();
            assertThat(planned).containsExactlyInAnyOrderElementsOf(eligible);
            assertThat(plan.candidates()).isEqualTo(eligible);
        }
    }

    private Route.Pool pool(Random random, int depth) {
        List<Route.Branch> branches = new ArrayList<>();
        int steps = 1 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            branches.add(branch(random, depth, i));
        }
        Combo combo = new Combo(
                ComboId.random(),
                "combo",
                Strategy.values()[random.nextInt(Strategy.values().length)],
                branches.stream().map(Route.Branch::step).toList(),
                ComboConfig.NONE,
                Instant.EPOCH);
        branches.forEach(branch -> {
            if (random.nextBoolean()) {
                traffic.step(combo.id(), branch.step()).begin(); // some are busy
            }
        });
        return new Route.Pool(combo, branches);
    }

    private Route.Branch branch(Random random, int depth, int number) {
        int weight = random.nextInt(101);
        String name = "provider-" + depth + number;
        if (depth > 1 && random.nextInt(3) == 0) {
            return new Route.Branch(
                    new ComboStep(new Goal.Nested("inner-" + number), weight, List.of()), pool(random, depth - 1));
        }
        if (random.nextInt(4) == 0) {
            ComboStep any = new ComboStep(new Goal.AnyModel(name), weight, List.of());
            return new Route.Branch(any, new Route.AnyOf(List.of(model(random, name, "a"), model(random, name, "b"))));
        }
        ComboStep one = new ComboStep(new Goal.Model(name, "a", Optional.empty()), weight, List.of());
        return new Route.Branch(one, model(random, name, "a"));
    }

    private static Route.Model model(Random random, String provider, String model) {
        ProviderDescriptor descriptor = Fixture.provider(provider, WireFormat.OPENAI_CHAT, model);
        List<Connection> accounts = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            accounts.add(Fixture.connection(provider, i + 1));
        }
        return new Route.Model(descriptor, ModelDescriptor.unknown(model), accounts);
    }
}
