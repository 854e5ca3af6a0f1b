package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.Catalog;
import io.omniroute.provider.catalog.ProviderDescriptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The providers of the bundled catalogue. */
@ApplicationScoped
public class CatalogProviders implements KnownProviders {
    private final Catalog catalog;

    @Inject
    public CatalogProviders(Catalog catalog) {
        this.catalog = catalog;
    }

    protected CatalogProviders() {
        this(null); // for the CDI proxy
    }

    @Override
    public List<ProviderDescriptor> all() {
        return catalog.providers();
    }

    @Override
    public Optional<ProviderDescriptor> find(String idOrAlias) {
        return catalog.find(idOrAlias);
    }
}
