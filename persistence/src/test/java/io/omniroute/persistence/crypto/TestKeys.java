package io.omniroute.persistence.crypto;

import io.omniroute.persistence.testing.Unit;
import java.nio.file.Path;
import java.util.Optional;

/** Master keys outside a container. */
public final class TestKeys {
    private TestKeys() {}

    public static MasterKeys generatedIn(Path directory, Unit unit) {
        return keys(unit, new MasterKeySource(Optional.empty(), directory.resolve("master.key")));
    }

    public static MasterKeys configured(String key, Path directory, Unit unit) {
        return keys(unit, new MasterKeySource(Optional.of(key), directory.resolve("master.key")));
    }

    private static MasterKeys keys(Unit unit, MasterKeySource source) {
        return new MasterKeys(
                new KeyChecks(null) {
                    @Override
                    public SecretCipher open(MasterKeySource any) {
                        return unit.inTransaction(entities -> new KeyChecks(entities).open(any));
                    }
                },
                () -> source);
    }
}
