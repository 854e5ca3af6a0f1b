package io.omniroute.provider.connection;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.store.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An account at a provider.
 *
 * @param name unique within the provider, 1 to 100 characters
 * @param apiKey absent only where the provider needs none
 * @param priority 1 to 100, 1 is asked first
 * @param baseUrl overrides the provider's, for regional or self-hosted endpoints
 * @param parameters fill the placeholders of the provider's base URL, such as {@code account_id}
 * @param limits how fast it may be used
 * @param disabledReason why the gateway itself switched it off; only while it is not enabled
 */
public record Connection(
        ConnectionId id,
        ProviderId provider,
        String name,
        Optional<Secret> apiKey,
        int priority,
        boolean enabled,
        Optional<String> baseUrl,
        Map<String, String> parameters,
        Instant createdAt,
        Optional<String> disabledReason,
        Limits limits) {
    public Connection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(baseUrl, "baseUrl");
        parameters = Map.copyOf(parameters);
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(limits, "limits");
        disabledReason = enabled ? Optional.empty() : disabledReason;
        if (priority < 1 || priority > 100) {
            throw new IllegalArgumentException("priority must be from 1 to 100");
        }
    }

    public Connection(
            ConnectionId id,
            ProviderId provider,
            String name,
            Optional<Secret> apiKey,
            int priority,
            boolean enabled,
            Optional<String> baseUrl,
            Map<String, String> parameters,
            Instant createdAt) {
        this(
                id,
                provider,
                name,
                apiKey,
                priority,
                enabled,
                baseUrl,
                parameters,
                createdAt,
                Optional.empty(),
                Limits.NONE);
    }

    public Connection disabledBecause(String reason) {
        return new Connection(
                id,
                provider,
                name,
                apiKey,
                priority,
                false,
                baseUrl,
                parameters,
                createdAt,
                Optional.of(reason),
                limits);
    }

    public Connection withLimits(Limits changed) {
        return new Connection(
                id, provider, name, apiKey, priority, enabled, baseUrl, parameters, createdAt, disabledReason, changed);
    }
}
