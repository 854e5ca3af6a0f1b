package io.omniroute.routing.setup;

import io.omniroute.provider.store.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * What was made on the very first start, to be shown once; only hashes were kept.
 *
 * @param user the login's name
 * @param passwordPreset whether the password came from the environment, so that nobody needs to be told
 * @param apiKey absent when a key of that name was there already
 */
public record FirstCredentials(String user, Secret password, boolean passwordPreset, Optional<Secret> apiKey) {
    public FirstCredentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(apiKey, "apiKey");
    }
}
