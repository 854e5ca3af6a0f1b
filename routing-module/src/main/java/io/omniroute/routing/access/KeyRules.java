package io.omniroute.routing.access;

import io.omniroute.routing.shaping.SystemPrompt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a key is held to beside models and providers.
 *
 * @param endpoints empty allows all
 * @param addresses where calls may come from; empty means anywhere
 * @param noLog whether its calls are counted but not listed
 * @param captureBodies whether what goes through is kept, where that is switched on; never with {@code noLog}
 * @param retired its secret before the last rotation
 * @param prompt put into every call of the key
 */
public record KeyRules(
        Set<ApiScope> endpoints,
        List<AddressPattern> addresses,
        boolean noLog,
        boolean captureBodies,
        Optional<RetiredSecret> retired,
        SystemPrompt prompt) {
    public static final KeyRules NONE =
            new KeyRules(Set.of(), List.of(), false, false, Optional.empty(), SystemPrompt.NONE);

    public KeyRules {
        endpoints = Set.copyOf(endpoints);
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(retired, "retired");
        Objects.requireNonNull(prompt, "prompt");
    }

    /** Whether bodies may be kept: no log means none of anything. */
    public boolean keepsBodies() {
        return captureBodies && !noLog;
    }

    public boolean allows(ApiScope endpoint) {
        return endpoints.isEmpty() || endpoints.contains(endpoint);
    }

    public boolean allowsFrom(String address) {
        return addresses.isEmpty() || AddressPattern.any(addresses, address);
    }

    public KeyRules withRetired(Optional<RetiredSecret> changed) {
        return new KeyRules(endpoints, addresses, noLog, captureBodies, changed, prompt);
    }
}
