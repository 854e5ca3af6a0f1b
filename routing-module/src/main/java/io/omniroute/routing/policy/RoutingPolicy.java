package io.omniroute.routing.policy;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.routing.combo.ComboConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of routing.
 *
 * @param accountStrategy for every provider that has none of its own
 * @param stickyRoundRobinLimit how many calls in a row go to the same account in round-robin
 * @param accountStrategies of providers
 * @param sessionAffinity whether a session stays with its account
 * @param firstTokens how many events of output are held back in calls that name no combo
 * @param hiddenModels patterns over {@code provider/model}: not listed, yet called
 * @param disabledModels patterns over {@code provider/model}: neither listed nor called
 * @param comboDefaults for every combo
 * @param providerOverrides for steps of combos at a provider; they win over the defaults
 */
public record RoutingPolicy(
        AccountStrategy accountStrategy,
        int stickyRoundRobinLimit,
        Map<ProviderId, AccountStrategy> accountStrategies,
        boolean sessionAffinity,
        int firstTokens,
        List<String> hiddenModels,
        List<String> disabledModels,
        ComboConfig comboDefaults,
        Map<ProviderId, ComboConfig> providerOverrides) {
    public static final RoutingPolicy DEFAULT = new RoutingPolicy(
            AccountStrategy.FILL_FIRST, 3, Map.of(), true, 0, List.of(), List.of(), ComboConfig.NONE, Map.of());

    public RoutingPolicy {
        Objects.requireNonNull(accountStrategy, "accountStrategy");
        accountStrategies = Map.copyOf(accountStrategies);
        hiddenModels = List.copyOf(hiddenModels);
        disabledModels = List.copyOf(disabledModels);
        Objects.requireNonNull(comboDefaults, "comboDefaults");
        providerOverrides = Map.copyOf(providerOverrides);
        if (stickyRoundRobinLimit < 1 || firstTokens < 0) {
            throw new IllegalArgumentException("stickyRoundRobinLimit must be positive, firstTokens not negative");
        }
    }

    /** What holds for a step of a combo at a provider. */
    public ComboConfig configFor(ProviderId provider, ComboConfig own) {
        return own.over(providerOverrides.getOrDefault(provider, ComboConfig.NONE))
                .over(comboDefaults);
    }
}
