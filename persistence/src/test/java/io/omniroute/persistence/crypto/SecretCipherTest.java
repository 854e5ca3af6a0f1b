package io.omniroute.persistence.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {
    private static final String HERE = "t/1/c";

    private final SecretCipher cipher = cipher(1);

    @Test
    void whatWasEncryptedIsReadBack() {
        String text = cipher.encrypt("sk-ü€😀", HERE);
        assertThat(text).startsWith("v1:").doesNotContain("sk-");
        assertThat(cipher.decrypt(text, HERE)).isEqualTo("sk-ü€😀");
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        assertThat(cipher.encrypt("a", HERE)).isNotEqualTo(cipher.encrypt("a", HERE));
    }

    @Test
    void aTextMovedToAnotherRowCannotBeRead() {
        String text = cipher.encrypt("a", HERE);
        assertThatThrownBy(() -> cipher.decrypt(text, "t/2/c"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessage("The encrypted value at t/2/c cannot be read.");
    }

    @Test
    void anotherKeyCannotReadIt() {
        String text = cipher.encrypt("a", HERE);
        SecretCipher other = cipher(2);
        assertThatThrownBy(() -> other.decrypt(text, HERE)).isInstanceOf(UnreadableSecretException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "v1:", "v1:????", "v1:AAAA", "v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "v2:AAAA"})
    void whatIsNoCipherTextIsRefused(String text) {
        assertThatThrownBy(() -> cipher.decrypt(text, HERE)).isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void oneFlippedBitIsNoticed() {
        char[] text = cipher.encrypt("a", HERE).toCharArray();
        text[10] = text[10] == 'A' ? 'B' : 'A';
        assertThatThrownBy(() -> cipher.decrypt(new String(text), HERE)).isInstanceOf(UnreadableSecretException.class);
    }

    private static SecretCipher cipher(int seed) {
        byte[] bits = new byte[32];
        bits[0] = (byte) seed;
        return new SecretCipher(new SecretKeySpec(bits, "AES"));
    }
}
