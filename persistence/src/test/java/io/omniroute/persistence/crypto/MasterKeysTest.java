package io.omniroute.persistence.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private static final String PLACE = "table/1/column";

    @TempDir
    private Path directory;

    private Unit unit;

    @BeforeEach
    void open() {
        unit = Unit.on(Platform.ECLIPSELINK_H2);
    }

    @Test
    void theFirstStartGeneratesAKeyForTheOwnersEyes() throws IOException {
        String text = TestKeys.generatedIn(directory, unit).cipher().encrypt("secret", PLACE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(keyFile()).strip()))
                .hasSize(32);
        assertThat(TestKeys.generatedIn(directory, unit).cipher().decrypt(text, PLACE))
                .isEqualTo("secret");
    }

    @Test
    void aPassphraseIsStretchedTheSameWayEachTime() {
        String text = keys("correct horse battery").cipher().encrypt("secret", PLACE);
        assertThat(keys("correct horse battery").cipher().decrypt(text, PLACE)).isEqualTo("secret");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void aWrongKeyIsRefusedInOneLineThatDoesNotQuoteIt() {
        keys(base64(1)).verify();
        assertThatThrownBy(() -> keys(base64(2)).verify())
                .isInstanceOf(MasterKeyMismatchException.class)
                .hasMessage("The master key OMNIROUTE_MASTER_KEY is not the one that this database was encrypted with:"
                        + " restore that one.");
        keys(base64(1)).verify();
    }

    @Test
    void aLostKeyFileIsNotReplacedByAnother() throws IOException {
        TestKeys.generatedIn(directory, unit).verify();
        Files.delete(keyFile());
        assertThatThrownBy(() -> TestKeys.generatedIn(directory, unit).verify())
                .isInstanceOf(MasterKeyMismatchException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining(keyFile().toString());
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void aShortPassphraseIsRefused() {
        assertThatThrownBy(() -> keys("too short").verify())
                .isInstanceOf(MasterKeyMismatchException.class)
                .hasMessageContaining("at least 16 characters");
    }

    private MasterKeys keys(String configured) {
        return TestKeys.configured(configured, directory, unit);
    }

    private Path keyFile() {
        return directory.resolve("master.key");
    }

    private static String base64(int seed) {
        byte[] bits = new byte[32];
        bits[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bits);
    }
}
