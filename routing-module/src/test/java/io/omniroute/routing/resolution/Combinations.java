package io.omniroute.routing.resolution;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.snapshot.Routes;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.strategy.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Small combos for tests of the road. */
public final class Combinations {
    private Combinations() {}

    /** @param steps {@code provider/model}, {@code provider/*}, or the name of a combo, each with {@code =weight} if it has one */
    public static Combo combo(String name, Strategy strategy, String... steps) {
        return combo(name, strategy, ComboConfig.NONE, steps);
    }

    public static Combo combo(String name, Strategy strategy, ComboConfig config, String... steps) {
        return new Combo(
                ComboId.random(),
                name,
                strategy,
                Stream.of(steps).map(Combinations::step).toList(),
                config,
                Instant.EPOCH);
    }

    public static Combo pinned(String name, String provider, String model, ConnectionId connection) {
        return new Combo(
                ComboId.random(),
                name,
                Strategy.FILL_FIRST,
                List.of(new ComboStep(new Goal.Model(provider, model, Optional.of(connection)), 1, List.of())),
                ComboConfig.NONE,
                Instant.EPOCH);
    }

    public static Snapshot with(Snapshot snapshot, Combo... combos) {
        return with(snapshot, new Routes(List.of(combos), List.of(), RoutingPolicy.DEFAULT, Map.of()));
    }

    public static Snapshot with(Snapshot snapshot, Routes routes) {
        return new Snapshot(
                snapshot.version(),
                snapshot.providers(),
                snapshot.connections(),
                snapshot.keysByHash(),
                snapshot.aliases(),
                snapshot.shortNames(),
                snapshot.prices(),
                snapshot.settings(),
                snapshot.budgets(),
                snapshot.cache(),
                routes,
                snapshot.policies());
    }

    private static ComboStep step(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        int weight = equals < 0 ? 1 : Integer.parseInt(text.substring(equals + 1));
        int slash = name.indexOf('/');
        Goal goal = slash < 0
                ? new Goal.Nested(name)
                : name.endsWith("/*")
                        ? new Goal.AnyModel(name.substring(0, slash))
                        : new Goal.Model(name.substring(0, slash), name.substring(slash + 1), Optional.empty());
        return new ComboStep(goal, weight, List.of());
    }
}
