package io.omniroute.routing.health;

import io.omniroute.provider.catalog.Catalog;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.routing.operations.GatewayStarting;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Collectors;

/** Drops, at each start, how accounts and providers fared that were deleted since. */
@ApplicationScoped
public class Orphans {
    /** Behind whoever reads the configuration, and before {@link HealthKeeper} reads what is left. */
    private static final int BEFORE_RESTORE = 1_050;

    private final HealthStore store;
    private final Catalog catalog;

    @Inject
    public Orphans(HealthStore store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    protected Orphans() { // for the CDI proxy
        this(null, null);
    }

    void remove(@Observes @Priority(BEFORE_RESTORE) GatewayStarting event) {
        store.removeOrphans(
                catalog.providers().stream().map(ProviderDescriptor::id).collect(Collectors.toSet()));
    }
}
