package io.omniroute.persistence.crypto;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Base64;

/** The one row by which a database recognises its master key. */
@Entity
@Table(name = "master_key_check")
class KeyCheckEntity {
    static final int ID = 1;
    private static final String PLACE = "master_key_check/1/check_value";
    private static final String KNOWN = "omniroute";

    @Id
    private int id;

    private String salt;

    @Column(name = "check_value")
    private String checkValue;

    protected KeyCheckEntity() {} // for JPA

    KeyCheckEntity(byte[] salt, SecretCipher cipher) {
        id = ID;
        this.salt = Base64.getEncoder().encodeToString(salt);
        checkValue = cipher.encrypt(KNOWN, PLACE);
    }

    byte[] salt() {
        return Base64.getDecoder().decode(salt);
    }

    boolean fits(SecretCipher cipher) {
        try {
            return KNOWN.equals(cipher.decrypt(checkValue, PLACE));
        } catch (UnreadableSecretException e) {
            return false;
        }
    }
}
