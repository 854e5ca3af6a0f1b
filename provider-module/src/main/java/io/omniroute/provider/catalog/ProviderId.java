package io.omniroute.provider.catalog;

import java.util.Objects;

/** Names a provider: a catalogue id such as {@code openai}, or the prefix of a custom node. Lower case. */
public record ProviderId(String value) {
    public ProviderId {
        Objects.requireNonNull(value, "value");
        if (!value.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "must be 1 to 64 of a-z, 0-9, '.', '_', '-' and begin with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
