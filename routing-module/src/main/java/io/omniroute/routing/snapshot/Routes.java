package io.omniroute.routing.snapshot;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelFilter;
import io.omniroute.routing.models.NamePattern;
import io.omniroute.routing.policy.RoutingPolicy;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What names lead to beside models, how accounts are chosen, and which proxies calls leave by; prepared so that a call has little to do. Immutable. */
public final class Routes {
    public static final Routes NONE = new Routes(List.of(), List.of(), RoutingPolicy.DEFAULT, Map.of());

    private record Wildcard(NamePattern pattern, String target) {}

    private final Map<String, Combo> combos;
    private final List<Wildcard> wildcards;
    private final RoutingPolicy policy;
    private final Map<ProviderId, AccountStrategy> strategies;
    private final ModelFilter hidden;
    private final ModelFilter disabled;
    private final ProxyRules proxies;

    /**
     * @param aliases of which those with wildcards are meant
     * @param strategies of providers that say it themselves; they win over the policy
     */
    public Routes(
            Collection<Combo> combos,
            Collection<ModelAlias> aliases,
            RoutingPolicy policy,
            Map<ProviderId, AccountStrategy> strategies) {
        this.combos = combos.stream().collect(Collectors.toUnmodifiableMap(Combo::name, Function.identity()));
        this.wildcards = aliases.stream()
                .filter(alias -> NamePattern.isPattern(alias.alias()))
                .map(alias -> new Wildcard(new NamePattern(alias.alias()), alias.target()))
                .sorted(Comparator.comparingInt(
                                (Wildcard wildcard) -> wildcard.pattern().specificity())
                        .reversed()
                        .thenComparing(wildcard -> wildcard.pattern().text()))
                .toList();
        this.policy = policy;
        Map<ProviderId, AccountStrategy> all = new HashMap<>(policy.accountStrategies());
        all.putAll(strategies);
        this.strategies = Map.copyOf(all);
        this.hidden = new ModelFilter(policy.hiddenModels());
        this.disabled = new ModelFilter(policy.disabledModels());
        this.proxies = ProxyRules.NONE;
    }

    private Routes(Routes same, ProxyRules proxies) {
        this.combos = same.combos;
        this.wildcards = same.wildcards;
        this.policy = same.policy;
        this.strategies = same.strategies;
        this.hidden = same.hidden;
        this.disabled = same.disabled;
        this.proxies = proxies;
    }

    /** The same, by way of these proxies. */
    public Routes through(ProxyRules changed) {
        return new Routes(this, changed);
    }

    /** Which proxies calls leave by. */
    public ProxyRules proxies() {
        return proxies;
    }

    public Optional<Combo> combo(String name) {
        return Optional.ofNullable(combos.get(name));
    }

    public Collection<Combo> combos() {
        return combos.values();
    }

    /** Where the most specific wildcard that fits leads. */
    public Optional<String> wildcardTarget(String name) {
        if (wildcards.isEmpty()) {
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return wildcards.stream()
                .filter(wildcard -> wildcard.pattern().matches(lower))
                .map(Wildcard::target)
                .findFirst();
    }

    public RoutingPolicy policy() {
        return policy;
    }

    public AccountStrategy accountStrategy(ProviderId provider) {
        return strategies.getOrDefault(provider, policy.accountStrategy());
    }

    public boolean isHidden(ProviderId provider, String model) {
        return hidden.contains(provider.value(), model);
    }

    public boolean isDisabled(ProviderId provider, String model) {
        return disabled.contains(provider.value(), model);
    }
}
