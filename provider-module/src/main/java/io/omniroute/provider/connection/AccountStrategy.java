package io.omniroute.provider.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which account of a provider is asked first. */
public enum AccountStrategy {
    /** The first by priority, until it fails. */
    FILL_FIRST,
    /** In turn, each for a few calls. */
    ROUND_ROBIN,
    /** The better of two that are drawn. */
    P2C,
    RANDOM,
    /** The one with the fewest calls. */
    LEAST_USED,
    /** The cheapest; accounts of one provider cost the same, so this is their priority. */
    COST_OPTIMIZED;

    /** As the management API spells it, such as {@code round-robin}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<AccountStrategy> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.label().equals(label))
                .findFirst();
    }
}
