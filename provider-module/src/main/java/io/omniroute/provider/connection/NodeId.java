package io.omniroute.provider.connection;

import java.util.Objects;
import java.util.UUID;

/** Names a provider node. */
public record NodeId(UUID value) {
    public NodeId {
        Objects.requireNonNull(value, "value");
    }

    public static NodeId random() {
        return new NodeId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
