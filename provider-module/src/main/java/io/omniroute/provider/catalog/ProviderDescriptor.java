package io.omniroute.provider.catalog;

import io.omniroute.provider.wire.WireFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A vendor, or a node that an administrator defined; everything that is needed to call it but the account.
 *
 * @param aliases other prefixes it answers to, such as {@code ds} for deepseek
 * @param baseUrl without a trailing slash; may hold placeholders such as {@code {account_id}} that a connection fills
 * @param headers sent with every call, such as {@code anthropic-version}
 * @param allowPrivateNetwork whether RFC 1918 addresses may be called; loopback always may where an administrator said so
 */
public record ProviderDescriptor(
        ProviderId id,
        Set<String> aliases,
        String name,
        Tier tier,
        String baseUrl,
        WireFormat format,
        AuthScheme auth,
        Endpoints endpoints,
        Map<String, String> headers,
        List<ModelDescriptor> models,
        Timeouts timeouts,
        boolean allowPrivateNetwork) {
    /** What an account costs its owner; the order in which a frugal fallback goes. */
    public enum Tier {
        SUBSCRIPTION,
        API_KEY,
        CHEAP,
        FREE;

        /** As the management API spells it, such as {@code api_key}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Tier> ofLabel(String label) {
            return Arrays.stream(values())
                    .filter(tier -> tier.label().equals(label))
                    .findFirst();
        }
    }

    public ProviderDescriptor {
        Objects.requireNonNull(id, "id");
        aliases = Set.copyOf(aliases);
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(auth, "auth");
        Objects.requireNonNull(endpoints, "endpoints");
        headers = Map.copyOf(headers);
        models = List.copyOf(models);
        Objects.requireNonNull(timeouts, "timeouts");
    }

    /** Whether the gateway answers by itself, without an account. */
    public boolean isBuiltIn() {
        return baseUrl.startsWith("demo:");
    }

    public ProviderDescriptor withModels(List<ModelDescriptor> changed) {
        return new ProviderDescriptor(
                id,
                aliases,
                name,
                tier,
                baseUrl,
                format,
                auth,
                endpoints,
                headers,
                changed,
                timeouts,
                allowPrivateNetwork);
    }

    public ProviderDescriptor withTimeouts(Timeouts changed) {
        return new ProviderDescriptor(
                id,
                aliases,
                name,
                tier,
                baseUrl,
                format,
                auth,
                endpoints,
                headers,
                models,
                changed,
                allowPrivateNetwork);
    }

    public Optional<ModelDescriptor> model(String modelId) {
        for (ModelDescriptor model : models) { // every call asks
            if (model.id().equals(modelId)) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }
}
