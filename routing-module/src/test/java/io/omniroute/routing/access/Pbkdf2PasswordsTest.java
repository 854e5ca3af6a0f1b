package io.omniroute.routing.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.glassfish.soteria.identitystores.hash.Pbkdf2PasswordHashImpl;
import org.junit.jupiter.api.Test;

class Pbkdf2PasswordsTest {
    private final Passwords passwords = new Pbkdf2Passwords(new Pbkdf2PasswordHashImpl());

    @Test
    void hashesSlowlyAndWithSalt() {
        String hash = passwords.hash("correct horse battery");
        assertThat(hash).startsWith("PBKDF2WithHmacSHA256:600000:").doesNotContain("horse");
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterY", hash)).isFalse();
    }
}
