package io.omniroute.routing.policy;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.combo.ComboJson;
import io.omniroute.routing.json.Body;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The policy as JSON, for the management API and for the database. */
public final class RoutingPolicyJson {
    private static final Set<String> FIELDS = Set.of(
            "accountStrategy",
            "stickyRoundRobinLimit",
            "accountStrategies",
            "sessionAffinity",
            "firstTokens",
            "hiddenModels",
            "disabledModels",
            "comboDefaults",
            "providerOverrides");

    private RoutingPolicyJson() {}

    /** Gives a provider its one id. */
    public interface ProviderNames {
        /** @param path where the name stands. @throws io.omniroute.routing.json.Refusal when there is none of that name */
        ProviderId require(String name, String path);
    }

    public static JsonObject write(RoutingPolicy policy) {
        JsonObjectBuilder strategies = Json.createObjectBuilder();
        byName(policy.accountStrategies()).forEach((name, strategy) -> strategies.add(name, strategy.label()));
        JsonObjectBuilder overrides = Json.createObjectBuilder();
        byName(policy.providerOverrides()).forEach((name, config) -> overrides.add(name, ComboJson.write(config)));
        return Json.createObjectBuilder()
                .add("accountStrategy", policy.accountStrategy().label())
                .add("stickyRoundRobinLimit", policy.stickyRoundRobinLimit())
                .add("accountStrategies", strategies)
                .add("sessionAffinity", policy.sessionAffinity())
                .add("firstTokens", policy.firstTokens())
                .add("hiddenModels", Json.createArrayBuilder(policy.hiddenModels()))
                .add("disabledModels", Json.createArrayBuilder(policy.disabledModels()))
                .add("comboDefaults", ComboJson.write(policy.comboDefaults()))
                .add("providerOverrides", overrides)
                .build();
    }

    public static RoutingPolicy read(Body body, ProviderNames providers) {
        body.allow(FIELDS);
        RoutingPolicy normal = RoutingPolicy.DEFAULT;
        return new RoutingPolicy(
                accountStrategy(body, "accountStrategy").orElse(normal.accountStrategy()),
                body.whole("stickyRoundRobinLimit", 1, 10_000)
                        .map(Long::intValue)
                        .orElse(normal.stickyRoundRobinLimit()),
                byProvider(body, "accountStrategies", providers, RoutingPolicyJson::accountStrategy),
                body.flag("sessionAffinity").orElse(normal.sessionAffinity()),
                body.whole("firstTokens", 0, 1000).map(Long::intValue).orElse(normal.firstTokens()),
                body.lines("hiddenModels", 400).orElse(List.of()),
                body.lines("disabledModels", 400).orElse(List.of()),
                body.object("comboDefaults").map(ComboJson::readConfig).orElse(ComboConfig.NONE),
                byProvider(body, "providerOverrides", providers, (inner, name) -> inner.object(name)
                        .map(ComboJson::readConfig)));
    }

    /** @throws io.omniroute.routing.json.Refusal for a word that is no strategy of accounts */
    public static Optional<AccountStrategy> accountStrategy(Body body, String field) {
        return body.text(field).map(label -> AccountStrategy.ofLabel(label)
                .orElseThrow(() -> body.invalid(
                        field,
                        "'" + body.path(field) + "' must be fill-first, round-robin, p2c, random, least-used or"
                                + " cost-optimized.")));
    }

    /** Members that are null are left out. */
    private static <T> Map<ProviderId, T> byProvider(
            Body body, String field, ProviderNames providers, BiFunction<Body, String, Optional<T>> value) {
        Map<ProviderId, T> map = new HashMap<>();
        body.object(field).ifPresent(inner -> inner.json().keySet().forEach(name -> value.apply(inner, name)
                .ifPresent(read -> map.put(providers.require(name, inner.path(name)), read))));
        return map;
    }

    private static <T> Map<String, T> byName(Map<ProviderId, T> map) {
        Map<String, T> sorted = new TreeMap<>();
        map.forEach((provider, value) -> sorted.put(provider.value(), value));
        return sorted;
    }
}
