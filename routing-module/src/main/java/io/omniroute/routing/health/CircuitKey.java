package io.omniroute.routing.health;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a circuit stands for: a provider, one of its accounts, or one model of an account.
 *
 * @param model as the vendor calls it; only with a connection
 */
public record CircuitKey(ProviderId provider, Optional<ConnectionId> connection, Optional<String> model) {
    public CircuitKey {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(model, "model");
        if (model.isPresent() && connection.isEmpty()) {
            throw new IllegalArgumentException("a model rests for one connection only");
        }
    }

    static CircuitKey of(ProviderId provider) {
        return new CircuitKey(provider, Optional.empty(), Optional.empty());
    }

    static CircuitKey of(ProviderId provider, ConnectionId connection) {
        return new CircuitKey(provider, Optional.of(connection), Optional.empty());
    }

    static CircuitKey of(ProviderId provider, ConnectionId connection, String model) {
        return new CircuitKey(provider, Optional.of(connection), Optional.of(model));
    }

    public boolean isProvider() {
        return connection.isEmpty();
    }

    /** For logs: {@code acme}, {@code acme#<id>} or {@code acme/a#<id>}. */
    @Override
    public String toString() {
        return provider.value()
                + model.map(name -> "/" + name.replaceAll("\\p{Cntrl}", "?")).orElse("")
                + connection.map(id -> "#" + id).orElse("");
    }
}
