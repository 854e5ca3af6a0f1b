package io.omniroute.provider.connection;

import java.util.Objects;
import java.util.UUID;

/** Names a connection. */
public record ConnectionId(UUID value) {
    public ConnectionId {
        Objects.requireNonNull(value, "value");
    }

    public static ConnectionId random() {
        return new ConnectionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
