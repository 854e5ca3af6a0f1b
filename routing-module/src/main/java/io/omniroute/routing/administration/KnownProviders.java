package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderDescriptor;
import java.util.List;
import java.util.Optional;

/** The catalogue as the administration sees it. */
public interface KnownProviders {
    List<ProviderDescriptor> all();

    Optional<ProviderDescriptor> find(String idOrAlias);
}
