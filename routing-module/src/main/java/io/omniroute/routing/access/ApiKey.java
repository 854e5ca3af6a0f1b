package io.omniroute.routing.access;

import io.omniroute.provider.connection.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A gateway key as it is kept: its hash, never itself.
 *
 * @param name unique, 1 to 100 characters
 * @param hash lower-case hex of the SHA-256 of the key's UTF-8 text; the key holds 256 random bits, so no salt is needed
 * @param hint first and last characters, for people: {@code sk-Ab3d…x9Qz}
 * @param allowedModels patterns with {@code *} over {@code provider/model} names; {@code *} allows all
 * @param allowedProviders provider ids; empty allows all
 * @param group of keys that share budgets
 * @param limits how fast it may be used
 * @param rules endpoints, addresses and whatever else narrows it
 */
public record ApiKey(
        ApiKeyId id,
        String name,
        String hash,
        String hint,
        List<String> allowedModels,
        List<String> allowedProviders,
        boolean enabled,
        Optional<Instant> expiresAt,
        Instant createdAt,
        Optional<String> group,
        Limits limits,
        KeyRules rules) {
    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(hint, "hint");
        allowedModels = List.copyOf(allowedModels);
        allowedProviders = List.copyOf(allowedProviders);
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(rules, "rules");
    }

    public ApiKey withLimits(Limits changed) {
        return new ApiKey(
                id,
                name,
                hash,
                hint,
                allowedModels,
                allowedProviders,
                enabled,
                expiresAt,
                createdAt,
                group,
                changed,
                rules);
    }

    /** The same key with another secret. @param retired what it was, as long as that is still taken */
    public ApiKey rotated(String newHash, String newHint, Optional<RetiredSecret> retired) {
        return new ApiKey(
                id,
                name,
                newHash,
                newHint,
                allowedModels,
                allowedProviders,
                enabled,
                expiresAt,
                createdAt,
                group,
                limits,
                rules.withRetired(retired));
    }

    /** Whether this hash, known to be the key's current or retired one, opens the door now. */
    public boolean isOpenedBy(String presented, Instant now) {
        return isUsableAt(now)
                && (hash.equals(presented)
                        || rules.retired()
                                .filter(old -> now.isBefore(old.until()))
                                .isPresent());
    }

    public boolean isUsableAt(Instant now) {
        return enabled && expiresAt.map(now::isBefore).orElse(true);
    }
}
