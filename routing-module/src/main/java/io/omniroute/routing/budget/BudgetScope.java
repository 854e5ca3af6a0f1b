package io.omniroute.routing.budget;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose spending a budget limits. */
public enum BudgetScope {
    /** One gateway key; the target is its id. */
    KEY,
    /** All keys of a group; the target is the group's name. */
    GROUP,
    /** All calls that a provider answers; the target is its id. */
    PROVIDER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BudgetScope> of(String word) {
        return Stream.of(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
