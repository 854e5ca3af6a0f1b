package io.omniroute.persistence.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;

/**
 * Ties a database to its master key. In a transaction of its own: were the first check rolled back with somebody's
 * change, this process would go on with a salt that nobody else has.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class KeyChecks {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LOCK = "update ConfigurationVersionEntity v set v.version = v.version where v.id = 1";

    private final EntityManager entities;

    @Inject
    KeyChecks(EntityManager entities) {
        this.entities = entities;
    }

    protected KeyChecks() { // for the CDI proxy
        this(null);
    }

    /** @throws MasterKeyMismatchException when this is not the key of this database */
    public SecretCipher open(MasterKeySource source) {
        KeyCheckEntity check = entities.find(KeyCheckEntity.class, KeyCheckEntity.ID);
        if (check == null) {
            // two nodes that start at once: the second waits here and then finds what the first stored
            entities.createQuery(LOCK).executeUpdate();
            check = entities.find(KeyCheckEntity.class, KeyCheckEntity.ID);
        }
        return check == null ? first(source) : fitting(check, source);
    }

    private SecretCipher first(MasterKeySource source) {
        MasterKey key = source.find().orElseGet(source::generate);
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        SecretCipher cipher = key.cipher(salt);
        entities.persist(new KeyCheckEntity(salt, cipher));
        return cipher;
    }

    private SecretCipher fitting(KeyCheckEntity check, MasterKeySource source) {
        MasterKey key = source.find()
                .orElseThrow(() -> new MasterKeyMismatchException("This database is encrypted, and its master key is"
                        + " missing: set OMNIROUTE_MASTER_KEY or restore " + source.file() + "."));
        SecretCipher cipher = key.cipher(check.salt());
        if (!check.fits(cipher)) {
            String origin = source.configured().isPresent() ? "OMNIROUTE_MASTER_KEY" : "in " + source.file();
            throw new MasterKeyMismatchException("The master key " + origin
                    + " is not the one that this database was encrypted with: restore that one.");
        }
        return cipher;
    }
}
