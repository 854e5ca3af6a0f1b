package io.omniroute.routing.budget;

import java.util.Objects;
import java.util.Optional;

/**
 * On whose account a call goes.
 *
 * @param key its id
 * @param provider empty while none has answered
 */
public record Payer(Optional<String> key, Optional<String> group, String provider) {
    public Payer {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(provider, "provider");
    }
}
