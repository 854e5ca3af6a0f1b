package io.omniroute.routing.models;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import java.util.Objects;

/** A model that the catalogue does not list at a provider, or lists wrongly: it replaces the catalogue's entry. */
public record CustomModel(ProviderId provider, ModelDescriptor model) {
    /** @param modelId the vendor's id */
    public record Key(ProviderId provider, String modelId) {}

    public CustomModel {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
    }

    public Key key() {
        return new Key(provider, model.id());
    }
}
