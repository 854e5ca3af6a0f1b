package io.omniroute.routing.budget;

import java.util.Objects;
import java.util.UUID;

public record BudgetId(UUID value) {
    public BudgetId {
        Objects.requireNonNull(value, "value");
    }

    public static BudgetId random() {
        return new BudgetId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
