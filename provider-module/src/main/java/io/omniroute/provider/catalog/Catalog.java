package io.omniroute.provider.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vendors this build knows, from {@code providers.json} beside this class, which is edited by hand. A vendor is
 * data: adding one needs no code. Immutable and thread-safe.
 */
@ApplicationScoped
public class Catalog {
    private final List<ProviderDescriptor> providers;
    private final Map<String, ProviderDescriptor> byName;
    private final Map<ProviderId, Map<String, String>> shortNames;

    protected Catalog() { // for the CDI proxy
        this(List.of());
    }

    @Inject
    Catalog(CatalogReader reader) {
        this(reader.bundled());
    }

    private Catalog(List<CatalogReader.Entry> entries) {
        providers = entries.stream().map(CatalogReader.Entry::provider).toList();
        byName = new HashMap<>();
        Map<ProviderId, Map<String, String>> names = new HashMap<>();
        for (CatalogReader.Entry entry : entries) {
            ProviderDescriptor provider = entry.provider();
            add(provider.id().value(), provider);
            provider.aliases().forEach(alias -> add(alias, provider));
            names.put(provider.id(), Map.copyOf(entry.modelAliases()));
        }
        shortNames = Map.copyOf(names);
    }

    /** The bundled catalogue, read anew, outside of a container. */
    public static Catalog bundled() {
        return new Catalog(new CatalogReader());
    }

    private void add(String name, ProviderDescriptor provider) {
        if (byName.putIfAbsent(name, provider) != null) {
            throw new IllegalStateException("two providers in the catalogue answer to '" + name + "'");
        }
    }

    /** In the order of their ids; {@code demo} is among them. */
    public List<ProviderDescriptor> providers() {
        return providers;
    }

    /** @param idOrAlias lower case, such as {@code deepseek} or {@code ds} */
    public Optional<ProviderDescriptor> find(String idOrAlias) {
        return Optional.ofNullable(byName.get(idOrAlias));
    }

    /**
     * Widely known short names of models, such as {@code llama-3.3-70b} at Groq, and what the vendor itself calls them, by
     * provider.
     */
    public Map<ProviderId, Map<String, String>> shortNames() {
        return shortNames;
    }
}
