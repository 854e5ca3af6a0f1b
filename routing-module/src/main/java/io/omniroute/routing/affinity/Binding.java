package io.omniroute.routing.affinity;

import io.omniroute.provider.connection.ConnectionId;
import java.util.Objects;

/** Where a conversation went. @param model {@code provider/model} */
public record Binding(ConnectionId connection, String model) {
    public Binding {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(model, "model");
    }
}
