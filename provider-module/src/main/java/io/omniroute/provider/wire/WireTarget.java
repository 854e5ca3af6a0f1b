package io.omniroute.provider.wire;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The model a request is written for.
 *
 * @param model the vendor's own model id, may contain slashes
 * @param maxOutputTokens the model's limit, where the catalogue knows it
 * @param reasoning whether the model can think, where unknown true
 */
public record WireTarget(String model, OptionalInt maxOutputTokens, boolean reasoning, Set<Quirk> quirks) {
    public WireTarget {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        quirks = Set.copyOf(quirks);
    }

    public static WireTarget of(String model, Quirk... quirks) {
        return new WireTarget(model, OptionalInt.empty(), true, Set.of(quirks));
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
