package io.omniroute.routing.strategy;

import io.omniroute.provider.connection.AccountStrategy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a choice among equals is made. */
public enum Strategy {
    /** As they are listed; the next when one fails. */
    FILL_FIRST,
    /** In turn. */
    ROUND_ROBIN,
    /** The better of two that are drawn. */
    P2C,
    RANDOM,
    /** The one with the fewest calls. */
    LEAST_USED,
    /** The lowest input price; an unknown price comes last. */
    COST_OPTIMIZED,
    /** Drawn in proportion to the weights. */
    WEIGHTED;

    /** As the management API spells it, such as {@code round-robin}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Strategy> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.label().equals(label))
                .findFirst();
    }

    public static Strategy of(AccountStrategy strategy) {
        return switch (strategy) {
            case FILL_FIRST -> FILL_FIRST;
            case ROUND_ROBIN -> ROUND_ROBIN;
            case P2C -> P2C;
            case RANDOM -> RANDOM;
            case LEAST_USED -> LEAST_USED;
            case COST_OPTIMIZED -> COST_OPTIMIZED;
        };
    }

    /** Whether it ranks the candidates, so that a better one that is well again must be asked first, or merely spreads calls. */
    public boolean ranks() {
        return switch (this) {
            case FILL_FIRST, COST_OPTIMIZED -> true;
            case ROUND_ROBIN, P2C, RANDOM, LEAST_USED, WEIGHTED -> false;
        };
    }
}
