package io.omniroute.provider.store;

import java.util.Objects;

/** A credential in clear. Its text form hides it, so that it cannot slip into a log or an error. */
public final class Secret {
    private final String value;

    /** @throws IllegalArgumentException when blank, or when it holds a control character that could split a header */
    public Secret(String value) {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a secret must not hold control characters");
        }
        this.value = value;
    }

    /** The clear text; only for the request that needs it and for encryption. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
