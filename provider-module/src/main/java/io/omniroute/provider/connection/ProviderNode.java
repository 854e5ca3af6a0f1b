package io.omniroute.provider.connection;

import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.wire.WireFormat;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A vendor or engine that the catalogue does not know, defined by an administrator.
 *
 * @param prefix unique; models are called {@code prefix/model}
 * @param baseUrl http or https, what the vendor's own SDK would be given, no trailing slash
 * @param allowPrivateNetwork whether RFC 1918 and ULA addresses may be called
 * @param tier what an account there costs its owner
 * @param accountStrategy absent where that of the installation holds
 */
public record ProviderNode(
        NodeId id,
        ProviderId prefix,
        String name,
        WireFormat format,
        String baseUrl,
        boolean allowPrivateNetwork,
        Timeouts timeouts,
        Tier tier,
        Optional<AccountStrategy> accountStrategy,
        Instant createdAt) {
    public ProviderNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(accountStrategy, "accountStrategy");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
