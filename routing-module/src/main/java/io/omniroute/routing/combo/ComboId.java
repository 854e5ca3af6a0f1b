package io.omniroute.routing.combo;

import java.util.Objects;
import java.util.UUID;

/** Identifies a combo, whatever it is called. */
public record ComboId(UUID value) {
    public ComboId {
        Objects.requireNonNull(value, "value");
    }

    public static ComboId random() {
        return new ComboId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
