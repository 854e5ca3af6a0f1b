package io.omniroute.routing.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.glassfish.soteria.identitystores.hash.Pbkdf2PasswordHashImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pbkdf2PasswordsTest {
    private final Passwords passwords = new Pbkdf2Passwords();

    @Test
    void hashesSlowlyAndWithSalt() {
        String hash = passwords.hash("correct horse battery");
        assertThat(hash).startsWith("PBKDF2WithHmacSHA256:600000:").doesNotContain("horse");
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(hash);
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterY", hash)).isFalse();
    }

    @Test
    void agreesWithJakartaSecurity() {
        Pbkdf2PasswordHashImpl platform = new Pbkdf2PasswordHashImpl();
        platform.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA256",
                "Pbkdf2PasswordHash.Iterations", "600000"));
        assertThat(passwords.matches("pässword, long", platform.generate("pässword, long".toCharArray())))
                .isTrue();
        assertThat(platform.verify("pässword, long".toCharArray(), passwords.hash("pässword, long")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "PBKDF2WithHmacSHA256:1:!:!",
                "PBKDF2WithHmacSHA256:0:AAAA:AAAAAAAAAAAAAAAAAAAAAA==",
                "PBKDF2WithHmacSHA256:99999999:AAAA:AAAAAAAAAAAAAAAAAAAAAA==",
                "PBKDF2WithHmacSHA256:1::AAAAAAAAAAAAAAAAAAAAAA==",
                "PBKDF2WithHmacSHA256:1:AAAA:"
            })
    void nothingMatchesABrokenHash(String hash) {
        assertThat(passwords.matches("correct horse battery", hash)).isFalse();
    }
}
