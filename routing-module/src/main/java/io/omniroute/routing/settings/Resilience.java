package io.omniroute.routing.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * How the gateway treats accounts and providers that fail.
 *
 * @param enabled false tries every account however it fared before
 * @param oauth of subscriptions
 * @param apiKey of all other accounts
 * @param providerThreshold vendor faults in a row, of whichever accounts, that open a provider's breaker; 0: never
 * @param waitForCooldown how long a call waits when its last account is about to be free again; zero: not at all
 * @param retryPercent how many attempts beyond each call's first a provider gets, of its calls
 * @param retriesPerSecond what it gets in any case
 */
public record Resilience(
        boolean enabled,
        ResilienceProfile oauth,
        ResilienceProfile apiKey,
        int providerThreshold,
        Duration providerReset,
        Duration waitForCooldown,
        int retryPercent,
        int retriesPerSecond,
        LimitDefaults defaults) {
    public static final Resilience DEFAULT = new Resilience(
            true,
            ResilienceProfile.OAUTH,
            ResilienceProfile.API_KEY,
            5,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            20,
            10,
            LimitDefaults.NONE);

    public Resilience {
        Objects.requireNonNull(oauth, "oauth");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(providerReset, "providerReset");
        Objects.requireNonNull(waitForCooldown, "waitForCooldown");
        Objects.requireNonNull(defaults, "defaults");
        if (providerThreshold < 0 || retryPercent < 0 || retriesPerSecond < 0) {
            throw new IllegalArgumentException("thresholds and budgets must not be negative");
        }
    }
}
