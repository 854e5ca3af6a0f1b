package io.omniroute.routing.strategy;

import java.util.Objects;

/**
 * Something to choose, and what there is to choose it by.
 *
 * @param weight at least 0; only {@link Strategy#WEIGHTED} looks at it
 * @param price of a million input tokens; infinite when unknown
 */
public record Candidate<T>(T value, int weight, double price, Load load) {
    public Candidate {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(load, "load");
        if (weight < 0 || Double.isNaN(price)) {
            throw new IllegalArgumentException("weight must not be negative, price must be a number");
        }
    }
}
