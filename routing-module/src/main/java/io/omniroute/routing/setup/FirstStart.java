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

/** Makes the first login and the first gateway key of a fresh installation. */
@ApplicationScoped
public class FirstStart {
    private static final int PASSWORD_BYTES = 18;

    private final Users users;
    private final FirstAccounts accounts;
    private final Optional<String> preset;

    @Inject
    public FirstStart(
            Users users,
            FirstAccounts accounts,
            @ConfigProperty(name = "OMNIROUTE_ADMIN_PASSWORD") Optional<String> preset) {
        this.users = users;
        this.accounts = accounts;
        this.preset = preset;
    }

    protected FirstStart() { // for the CDI proxy
        this(null, null, Optional.empty());
    }

    /**
     * Does nothing once there is a login. When several nodes start on one empty database, one of them does it.
     *
     * @return what was made, to be printed
     * @throws SetupException when the preset password is not acceptable
     */
    public Optional<FirstCredentials> run() {
        if (!users.list().isEmpty()) {
            return Optional.empty();
        }
        preset.flatMap(Passwords::objection).ifPresent(objection -> {
            throw new SetupException("OMNIROUTE_ADMIN_PASSWORD: " + objection);
        });
        String password = preset.orElseGet(FirstStart::generate);
        try {
            return Optional.of(accounts.create(new Secret(password), preset.isPresent()));
        } catch (RuntimeException e) { // whichever way the database and its transaction said "duplicate"
            if (users.list().isEmpty()) {
                throw e;
            }
            return Optional.empty(); // another node was faster
        }
    }

    /** 24 URL-safe characters: 144 random bits. */
    private static String generate() {
        byte[] bits = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
