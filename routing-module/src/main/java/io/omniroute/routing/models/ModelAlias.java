package io.omniroute.routing.models;

import java.util.Objects;

/**
 * Another name for a model.
 *
 * @param alias unique, 1 to 100 characters; a {@link NamePattern}, or a name without a slash
 * @param target {@code provider/model}, {@code provider/*}, a combo or another alias
 */
public record ModelAlias(String alias, String target) {
    /** How many aliases a name may pass on its way to a model or combo. */
    public static final int MAX_CHAIN = 8;

    public ModelAlias {
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(target, "target");
    }
}
