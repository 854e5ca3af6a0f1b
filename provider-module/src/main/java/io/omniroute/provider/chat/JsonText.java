package io.omniroute.provider.chat;

import java.util.Objects;

/**
 * A piece of JSON kept as its text, because the canonical model carries it without looking inside: a tool's parameter
 * schema, an output schema, a custom grammar. Whoever reads it from a request has already parsed it once, so it is
 * well formed.
 *
 * @param value well-formed JSON, never blank
 */
public record JsonText(String value) {
    public JsonText {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("JSON text is blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
