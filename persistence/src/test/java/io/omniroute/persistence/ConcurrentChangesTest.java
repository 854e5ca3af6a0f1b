package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.connection.JpaConnections;
import io.omniroute.persistence.crypto.MasterKeys;
import io.omniroute.persistence.crypto.TestKeys;
import io.omniroute.persistence.testing.CountingVersion;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.store.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two changes of one connection at once: whatever comes of it, no stored key ends at another's address. */
class ConcurrentChangesTest {
    private static final String ELSEWHERE = "https://elsewhere.example/v1";

    @TempDir
    private Path directory;

    private final CountingVersion version = new CountingVersion();

    @ParameterizedTest
    @EnumSource
    void aKeyThatStaysIsNotWrittenBesideAnotherAddress(Platform platform) {
        Unit unit = Unit.on(platform);
        MasterKeys keys = TestKeys.generatedIn(directory, unit);
        Connections connections =
                unit.transactional(Connections.class, entities -> new JpaConnections(entities, version, keys));
        Connection main = Samples.connection("main", "sk-stored", Samples.NOON);
        connections.put(main);

        unit.inTransaction(entities -> {
            Connections slow = new JpaConnections(entities, version, keys);
            Connection read = slow.find(main.id()).orElseThrow();
            connections.put(moved(read, "sk-given-with-the-address")); // by another transaction, which ends first
            slow.put(read.disabledBecause("changes neither key nor address"));
            return read;
        });

        Connection left = connections.find(main.id()).orElseThrow();
        assertThat(left.enabled()).isFalse();
        assertThat(left.baseUrl().equals(Optional.of(ELSEWHERE)))
                .isEqualTo(left.apiKey().equals(Optional.of(new Secret("sk-given-with-the-address"))));
    }

    private static Connection moved(Connection from, String key) {
        return new Connection(
                from.id(),
                from.provider(),
                from.name(),
                Optional.of(new Secret(key)),
                from.priority(),
                from.enabled(),
                Optional.of(ELSEWHERE),
                Map.of(),
                from.createdAt(),
                from.disabledReason(),
                from.limits(),
                from.quotas(),
                from.tls());
    }
}
