package io.omniroute.routing.models;

import java.util.Objects;

/**
 * Another name for a model.
 *
 * @param alias unique, without a slash, 1 to 100 characters
 * @param target {@code provider/model} or another alias
 */
public record ModelAlias(String alias, String target) {
    public ModelAlias {
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(target, "target");
    }
}
