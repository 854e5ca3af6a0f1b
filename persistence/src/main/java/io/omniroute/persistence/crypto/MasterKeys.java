package io.omniroute.persistence.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/** The master key of this process, checked against the database. Thread-safe. */
@ApplicationScoped
public class MasterKeys {
    private final KeyChecks checks;
    private final Supplier<MasterKeySource> source;
    private volatile Optional<SecretCipher> cipher = Optional.empty();

    @Inject
    MasterKeys(KeyChecks checks) {
        this(checks, MasterKeySource::ofEnvironment);
    }

    MasterKeys(KeyChecks checks, Supplier<MasterKeySource> source) {
        this.checks = checks;
        this.source = source;
    }

    protected MasterKeys() { // for the CDI proxy
        this(null, null);
    }

    /**
     * Called at start, after the migrations. The very first start generates a key where none is configured.
     *
     * @throws MasterKeyMismatchException with a line for the console; the process must not go on
     */
    public void verify() {
        cipher = Optional.of(checks.open(source.get()));
    }

    /** The cipher for columns; verifies first if nobody did. */
    public SecretCipher cipher() {
        if (cipher.isEmpty()) {
            verify();
        }
        return cipher.get();
    }
}
