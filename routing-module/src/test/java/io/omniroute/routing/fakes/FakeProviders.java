package io.omniroute.routing.fakes;

import io.omniroute.provider.catalog.AuthScheme;
import io.omniroute.provider.catalog.Endpoints;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.administration.KnownProviders;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A small catalogue: {@code openai} (alias {@code oa}), {@code azure} with a placeholder, {@code ollama} without a key. */
public final class FakeProviders implements KnownProviders {
    private static final Price PRICE =
            new Price(new BigDecimal("2.50"), BigDecimal.TEN, Optional.empty(), Optional.empty(), Optional.empty());
    private static final ModelDescriptor MODEL = new ModelDescriptor(
            "gpt-4o", "GPT-4o", OptionalInt.of(128_000), OptionalInt.of(16_384), Optional.of(PRICE), true, true, false);

    private final List<ProviderDescriptor> providers = List.of(
            provider("openai", Set.of("oa"), "https://api.openai.com/v1", true),
            provider("azure", Set.of(), "https://{resource}.openai.azure.com/openai/v1", true),
            provider("ollama", Set.of(), "http://127.0.0.1:11434/v1", false));

    @Override
    public List<ProviderDescriptor> all() {
        return providers;
    }

    @Override
    public Optional<ProviderDescriptor> find(String idOrAlias) {
        return providers.stream()
                .filter(provider -> provider.id().value().equals(idOrAlias)
                        || provider.aliases().contains(idOrAlias))
                .findFirst();
    }

    private static ProviderDescriptor provider(String id, Set<String> aliases, String baseUrl, boolean keyRequired) {
        return new ProviderDescriptor(
                new ProviderId(id),
                aliases,
                id,
                Tier.API_KEY,
                baseUrl,
                WireFormat.OPENAI_CHAT,
                new AuthScheme("Authorization", "Bearer ", keyRequired),
                Endpoints.of(WireFormat.OPENAI_CHAT),
                Map.of(),
                List.of(MODEL),
                Timeouts.DEFAULT,
                false);
    }
}
