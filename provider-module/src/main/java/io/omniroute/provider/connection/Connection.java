package io.omniroute.provider.connection;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.store.Secret;
import java.time.Instant;
import java.util.List;
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
 * @param quotas how much of it may be used; at most one of each period and unit
 * @param tls absent for the handshake of the platform
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
        Limits limits,
        List<QuotaWindow> quotas,
        Optional<TlsProfile> tls) {
    public Connection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(baseUrl, "baseUrl");
        parameters = Map.copyOf(parameters);
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(limits, "limits");
        quotas = List.copyOf(quotas);
        Objects.requireNonNull(tls, "tls");
        disabledReason = enabled ? Optional.empty() : disabledReason;
        if (priority < 1 || priority > 100) {
            throw new IllegalArgumentException("priority must be from 1 to 100");
        }
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
                limits,
                quotas,
                tls);
    }

    public Connection withLimits(Limits changed) {
        return limited(changed, quotas);
    }

    public Connection withQuotas(List<QuotaWindow> changed) {
        return limited(limits, changed);
    }

    private Connection limited(Limits changedLimits, List<QuotaWindow> changedQuotas) {
        return new Connection(
                id,
                provider,
                name,
                apiKey,
                priority,
                enabled,
                baseUrl,
                parameters,
                createdAt,
                disabledReason,
                changedLimits,
                changedQuotas,
                tls);
    }
}
