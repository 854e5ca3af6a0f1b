package io.omniroute.routing.egress;

import java.util.Objects;

/**
 * Where a rule stands.
 *
 * @param id of the provider, combo or connection; empty at the other levels
 */
public record ProxyPlace(ProxyLevel level, String id) {
    public static final ProxyPlace GLOBAL = new ProxyPlace(ProxyLevel.GLOBAL, "");
    public static final ProxyPlace ENVIRONMENT = new ProxyPlace(ProxyLevel.ENVIRONMENT, "");

    public ProxyPlace {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(id, "id");
        if (id.isEmpty() != (level == ProxyLevel.GLOBAL || level == ProxyLevel.ENVIRONMENT)) {
            throw new IllegalArgumentException("an id belongs to a connection, combo or provider");
        }
    }
}
