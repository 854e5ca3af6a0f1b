package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole configuration as one JSON object: exported without secrets, and applied idempotently, objects being matched by
 * their natural names. Logins are no part of it.
 */
@ApplicationScoped
@Transactional
public class Configuration {
    private static final Set<String> MEMBERS = Set.of(
            "providerNodes",
            "providers",
            "customModels",
            "combos",
            "aliases",
            "keys",
            "budgets",
            "pricing",
            "settings",
            "policies",
            "cache",
            "routing",
            "proxies");

    private final Administration administration;
    private final Kinds kinds;
    private final PriceList prices;
    private final SettingsDesk settings;
    private final CallDesks calls;

    @Inject
    public Configuration(
            Administration administration, Kinds kinds, PriceList prices, SettingsDesk settings, CallDesks calls) {
        this.administration = administration;
        this.kinds = kinds;
        this.prices = prices;
        this.settings = settings;
        this.calls = calls;
    }

    protected Configuration() { // for the CDI proxy
        this(null, null, null, null, null);
    }

    public JsonObject export() {
        return Json.createObjectBuilder()
                .add("providerNodes", all(kinds.nodes()))
                .add("providers", all(kinds.connections()))
                .add("customModels", all(kinds.customModels()))
                .add("combos", all(kinds.combos()))
                .add("aliases", all(kinds.aliases()))
                .add("keys", all(kinds.keys()))
                .add("budgets", budgets())
                .add("pricing", prices.export())
                .add("settings", settings.current())
                .add("cache", calls.cache().current())
                .add("routing", calls.routing().current())
                .add("policies", calls.policies().current())
                .add("proxies", calls.proxies().export())
                .build();
    }

    /**
     * Creates what is missing and patches what is there; nothing is removed. All of it, or nothing.
     *
     * @throws Refusal whose field is the path in the body
     */
    public void apply(Body body, Actor actor) {
        body.allow(MEMBERS);
        applyAll(kinds.nodes(), body.objects("providerNodes"), actor);
        applyAll(kinds.connections(), body.objects("providers"), actor);
        applyAll(kinds.customModels(), body.objects("customModels"), actor);
        applyAll(kinds.combos(), targetsFirst(body.objects("combos"), "name", this::steps), actor);
        applyAll(
                kinds.aliases(),
                targetsFirst(body.objects("aliases"), "alias", alias -> alias.text("target").stream()),
                actor);
        applyAll(kinds.keys(), body.objects("keys"), actor);
        applyAll(kinds.budgets(), body.objects("budgets"), actor);
        body.object("pricing").ifPresent(pricing -> prices.set(pricing, actor));
        body.object("settings").ifPresent(patch -> settings.patch(patch, actor));
        body.object("cache").ifPresent(whole -> calls.cache().set(whole, actor));
        body.object("routing").ifPresent(patch -> calls.routing().patch(patch, actor));
        body.object("policies").ifPresent(replaced -> calls.policies().apply(replaced, actor));
        body.object("proxies").ifPresent(rules -> calls.proxies().apply(rules, actor));
    }

    private <K, V> void applyAll(Kind<K, V> kind, List<Body> bodies, Actor actor) {
        bodies.forEach(body -> administration.apply(kind, body, actor));
    }

    /** Without those whose key or provider is gone: nobody could apply them. */
    private JsonArrayBuilder budgets() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        administration.list(kinds.budgets()).stream()
                .filter(kinds.budgets()::hasTarget)
                .forEach(budget -> array.add(kinds.budgets().write(budget)));
        return array;
    }

    private Stream<String> steps(Body combo) {
        return combo.objects("steps").stream().map(kinds.combos()::nested).flatMap(Optional::stream);
    }

    /** Objects behind those that they lead to, which must exist. What goes round in a circle comes last, and is refused. */
    private static List<Body> targetsFirst(List<Body> bodies, String name, Function<Body, Stream<String>> targets) {
        List<Body> waiting = new ArrayList<>(bodies);
        List<Body> ordered = new ArrayList<>(bodies.size());
        boolean found = true;
        while (found) {
            Set<String> names =
                    waiting.stream().flatMap(body -> body.text(name).stream()).collect(Collectors.toSet());
            List<Body> ready = waiting.stream()
                    .filter(body -> targets.apply(body).noneMatch(names::contains))
                    .toList();
            ordered.addAll(ready);
            found = waiting.removeAll(ready);
        }
        ordered.addAll(waiting);
        return ordered;
    }

    private <K, V> JsonArrayBuilder all(Kind<K, V> kind) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        administration.list(kind).forEach(value -> array.add(kind.write(value)));
        return array;
    }
}
