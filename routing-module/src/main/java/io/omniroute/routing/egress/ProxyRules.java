package io.omniroute.routing.egress;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.combo.ComboId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every rule by its place. Immutable. */
public record ProxyRules(Map<ProxyPlace, ProxyRule> byPlace) {
    public static final ProxyRules NONE = new ProxyRules(Map.of());

    public ProxyRules {
        byPlace = Map.copyOf(byPlace);
        if (byPlace.containsKey(ProxyPlace.ENVIRONMENT)) {
            throw new IllegalArgumentException("the environment has no rule");
        }
    }

    /** The rule that holds, and where it stands. */
    public record Found(ProxyPlace place, ProxyRule rule) {}

    public boolean isEmpty() {
        return byPlace.isEmpty();
    }

    public Optional<ProxyRule> at(ProxyPlace place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    /**
     * The most specific rule: of the connection, then of a combo, the provider, all calls.
     *
     * @param combos that led here, the innermost first
     */
    public Optional<Found> find(ProviderId provider, Optional<ConnectionId> connection, List<ComboId> combos) {
        if (isEmpty()) {
            return Optional.empty();
        }
        Optional<Found> found = connection.flatMap(id -> found(ProxyLevel.CONNECTION, id.toString()));
        for (int i = 0; i < combos.size() && found.isEmpty(); i++) {
            found = found(ProxyLevel.COMBO, combos.get(i).toString());
        }
        return found.or(() -> found(ProxyLevel.PROVIDER, provider.value())).or(() -> found(ProxyPlace.GLOBAL));
    }

    public ProxyRules with(ProxyPlace place, ProxyRule rule) {
        Map<ProxyPlace, ProxyRule> changed = new HashMap<>(byPlace);
        changed.put(place, rule);
        return new ProxyRules(changed);
    }

    public ProxyRules without(ProxyPlace place) {
        Map<ProxyPlace, ProxyRule> changed = new HashMap<>(byPlace);
        changed.remove(place);
        return new ProxyRules(changed);
    }

    private Optional<Found> found(ProxyLevel level, String id) {
        return found(new ProxyPlace(level, id));
    }

    private Optional<Found> found(ProxyPlace place) {
        return at(place).map(rule -> new Found(place, rule));
    }
}
