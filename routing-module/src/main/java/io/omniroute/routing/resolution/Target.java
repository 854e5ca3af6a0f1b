package io.omniroute.routing.resolution;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.Connection;
import java.util.Objects;
import java.util.Optional;

/**
 * One way to answer a call.
 *
 * @param connection absent only for a provider that needs no account
 */
public record Target(ProviderDescriptor provider, ModelDescriptor model, Optional<Connection> connection) {
    public Target {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
    }

    /** {@code provider/model}. */
    public String modelName() {
        return provider.id().value() + "/" + model.id();
    }
}
