package io.omniroute.routing.setup;

import io.omniroute.provider.store.Secret;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.KeyKind;
import io.omniroute.routing.administration.UserKind;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * The first login and key and the configuration file, in one transaction: a file that is refused leaves no login behind, and
 * what the file says of the first key finds it there.
 */
@ApplicationScoped
@Transactional
public class FirstAccounts {
    private static final String USER = "admin";
    private static final String KEY = "first";

    private final Administration administration;
    private final UserKind users;
    private final KeyKind keys;
    private final ConfigurationFile configuration;

    @Inject
    public FirstAccounts(Administration administration, UserKind users, KeyKind keys, ConfigurationFile configuration) {
        this.administration = administration;
        this.users = users;
        this.keys = keys;
        this.configuration = configuration;
    }

    protected FirstAccounts() { // for the CDI proxy
        this(null, null, null, null);
    }

    /**
     * @return to be shown once the transaction is over; without the key if the file gave it another secret
     * @throws SetupException when the file is refused
     * @throws RuntimeException when another node has just made them
     */
    public FirstCredentials create(Secret password, boolean preset) {
        // the key goes first: its unique name is what makes the slower of two nodes fail
        Optional<Secret> key = createKey();
        JsonObject user = Json.createObjectBuilder()
                .add("name", USER)
                .add("password", password.reveal())
                .add("role", "ADMIN")
                .build();
        administration.create(users, Body.of(user), Actor.SYSTEM);
        configuration.apply();
        return new FirstCredentials(USER, password, preset, key.filter(this::opens));
    }

    private Optional<Secret> createKey() {
        if (administration.list(keys).stream().map(ApiKey::name).anyMatch(KEY::equals)) {
            return Optional.empty();
        }
        String key = KeySecrets.generate();
        JsonObject body =
                Json.createObjectBuilder().add("name", KEY).add("key", key).build();
        administration.create(keys, Body.of(body), Actor.SYSTEM);
        return Optional.of(new Secret(key));
    }

    private boolean opens(Secret key) {
        String hash = KeySecrets.hash(key.reveal());
        return administration.list(keys).stream().map(ApiKey::hash).anyMatch(hash::equals);
    }
}
