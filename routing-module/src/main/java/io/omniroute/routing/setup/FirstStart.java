package io.omniroute.routing.setup;

import io.omniroute.provider.store.Secret;
import io.omniroute.routing.access.Passwords;
import io.omniroute.routing.access.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Applies the configuration file, and on a fresh installation makes the first login and the first gateway key. */
@ApplicationScoped
public class FirstStart {
    private static final int PASSWORD_BYTES = 18;

    private final Users users;
    private final FirstAccounts accounts;
    private final ConfigurationFile configuration;
    private final Optional<String> preset;

    @Inject
    public FirstStart(
            Users users,
            FirstAccounts accounts,
            ConfigurationFile configuration,
            @ConfigProperty(name = "OMNIROUTE_ADMIN_PASSWORD") Optional<String> preset) {
        this.users = users;
        this.accounts = accounts;
        this.configuration = configuration;
        this.preset = preset;
    }

    protected FirstStart() { // for the CDI proxy
        this(null, null, null, Optional.empty());
    }

    /**
     * Makes nothing once there is a login. When several nodes start on one empty database, one of them does it.
     *
     * @return what was made and is there to stay, to be printed
     * @throws SetupException when the file or the preset password is not acceptable; then nothing was made
     */
    public Optional<FirstCredentials> run() {
        if (!users.list().isEmpty()) {
            configuration.apply();
            return Optional.empty();
        }
        preset.flatMap(Passwords::objection).ifPresent(objection -> {
            throw new SetupException("OMNIROUTE_ADMIN_PASSWORD: " + objection);
        });
        String password = preset.orElseGet(FirstStart::generate);
        try {
            return Optional.of(accounts.create(new Secret(password), preset.isPresent()));
        } catch (SetupException e) { // the file's
            throw e;
        } catch (RuntimeException e) { // whichever way the database and its transaction said "duplicate"
            if (users.list().isEmpty()) {
                throw e;
            }
            configuration.apply(); // another node was faster
            return Optional.empty();
        }
    }

    /** 24 URL-safe characters: 144 random bits. */
    private static String generate() {
        byte[] bits = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
