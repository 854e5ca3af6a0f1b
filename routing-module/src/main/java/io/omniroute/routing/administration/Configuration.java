package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
                .add("pricing", datedPrices())
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
        applyAll(kinds.combos(), innerFirst(body.objects("combos")), actor);
        applyAll(kinds.aliases(), modelsFirst(body.objects("aliases")), actor);
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

    /** Aliases of models before aliases of aliases, whose targets must exist. */
    private static List<Body> modelsFirst(List<Body> aliases) {
        return aliases.stream()
                .sorted(Comparator.comparing(
                        alias -> alias.text("target").orElse("").indexOf('/') < 0))
                .toList();
    }

    /** Without those whose key or provider is gone: nobody could apply them. */
    private JsonArrayBuilder budgets() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        administration.list(kinds.budgets()).stream()
                .filter(kinds.budgets()::hasTarget)
                .forEach(budget -> array.add(kinds.budgets().write(budget)));
        return array;
    }

    /** Combos behind those that are their steps, which must exist. What goes round in a circle comes last, and is refused. */
    private static List<Body> innerFirst(List<Body> combos) {
        List<Body> waiting = new ArrayList<>(combos);
        List<Body> ordered = new ArrayList<>(combos.size());
        boolean found = true;
        while (found) {
            Set<String> names = waiting.stream()
                    .flatMap(combo -> combo.text("name").stream())
                    .collect(Collectors.toSet());
            List<Body> ready = waiting.stream()
                    .filter(combo -> combo.objects("steps").stream().noneMatch(step -> leadsTo(step, names)))
                    .toList();
            ordered.addAll(ready);
            found = waiting.removeAll(ready);
        }
        ordered.addAll(waiting);
        return ordered;
    }

    private static boolean leadsTo(Body step, Set<String> names) {
        return step.text("combo")
                .or(() -> step.text("model"))
                .filter(names::contains)
                .isPresent();
    }

    private <K, V> JsonArrayBuilder all(Kind<K, V> kind) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        administration.list(kind).forEach(value -> array.add(kind.write(value)));
        return array;
    }

    /** The last price of each model: the form has room for one, and the older ones are history. */
    private JsonObjectBuilder datedPrices() {
        Map<String, Map<String, DatedPrice>> last = new TreeMap<>();
        for (DatedPrice price : prices.dated(price -> true)) {
            last.computeIfAbsent(price.provider().value(), provider -> new TreeMap<>())
                    .merge(price.model(), price, (a, b) -> a.validFrom().isAfter(b.validFrom()) ? a : b);
        }
        JsonObjectBuilder json = Json.createObjectBuilder();
        last.forEach((provider, models) -> {
            JsonObjectBuilder inner = Json.createObjectBuilder();
            models.forEach((model, price) -> inner.add(model, PriceJson.write(price)));
            json.add(provider, inner);
        });
        return json;
    }
}
