package io.omniroute.routing.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.fakes.Desk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
    @TempDir
    private Path folder;

    private final Desk desk = new Desk();

    @Test
    void makesAnAdministratorAndAKeyAndKeepsOnlyHashes() {
        FirstCredentials made = start(Optional.empty()).run().orElseThrow();
        assertThat(made.user()).isEqualTo("admin");
        assertThat(made.passwordPreset()).isFalse();
        assertThat(made.password().reveal()).hasSizeGreaterThanOrEqualTo(20);
        String key = made.apiKey().orElseThrow().reveal();
        assertThat(desk.stores.users.find("admin")).hasValueSatisfying(user -> {
            assertThat(user.role()).isEqualTo(Role.ADMIN);
            assertThat(desk.passwords.matches(made.password().reveal(), user.passwordHash()))
                    .isTrue();
        });
        assertThat(desk.stores.keys.list()).singleElement().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo("first");
            assertThat(kept.hash()).isEqualTo(KeySecrets.hash(key));
        });
        assertThat(desk.stores.audit.entries()).extracting(AuditEntry::actor).containsExactly("system", "system");
        assertThat(desk.stores.audit.entries().toString())
                .doesNotContain(key, made.password().reveal());
        assertThat(made.toString()).doesNotContain(key, made.password().reveal());
    }

    @Test
    void theSecondStartMakesNothing() {
        start(Optional.empty()).run();
        int writes = desk.stores.writes;
        assertThat(start(Optional.of("some other password")).run()).isEmpty();
        assertThat(desk.stores.writes).isEqualTo(writes);
    }

    @Test
    void takesThePasswordFromTheEnvironment() {
        FirstCredentials made = start(Optional.of("preset password 1")).run().orElseThrow();
        assertThat(made.passwordPreset()).isTrue();
        assertThat(made.password().reveal()).isEqualTo("preset password 1");
    }

    @Test
    void refusesAShortPresetWithOneLine() {
        assertThatThrownBy(() -> start(Optional.of("short")).run())
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("OMNIROUTE_ADMIN_PASSWORD: ")
                .hasMessageNotContaining("short")
                .hasMessageNotContaining("\n");
        assertThat(desk.stores.users.list()).isEmpty();
    }

    @Test
    void theSlowerOfTwoNodesMakesNothing() {
        FirstStart other = start(Optional.empty());
        desk.stores.keys.beforeNextPut = other::run;
        assertThat(start(Optional.empty()).run()).isEmpty();
        assertThat(desk.stores.users.list()).hasSize(1);
        assertThat(desk.stores.keys.list()).extracting(ApiKey::name).containsExactly("first");
    }

    @Test
    void tellsNothingWhenTheConfigurationFileIsRefused() {
        FirstStart start = start(Optional.empty(), "{\"nonsense\":[]}");
        assertThatThrownBy(start::run)
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("OMNIROUTE_CONFIG ")
                .hasMessageContaining("nonsense");
    }

    @Test
    void theConfigurationFileMayNameTheFirstKey() {
        FirstCredentials made = start(Optional.empty(), "{\"keys\":[{\"name\":\"first\",\"allowedModels\":[\"a/*\"]}]}")
                .run()
                .orElseThrow();
        assertThat(desk.stores.keys.list()).singleElement().satisfies(kept -> {
            assertThat(kept.hash())
                    .isEqualTo(KeySecrets.hash(made.apiKey().orElseThrow().reveal()));
            assertThat(kept.allowedModels()).containsExactly("a/*");
        });
    }

    @Test
    void aKeyThatTheConfigurationFileReplacedIsNotTold() {
        String hash = "0".repeat(64);
        FirstCredentials made = start(
                        Optional.empty(), "{\"keys\":[{\"name\":\"first\",\"keyHash\":\"" + hash + "\"}]}")
                .run()
                .orElseThrow();
        assertThat(made.apiKey()).isEmpty();
        assertThat(desk.stores.keys.list()).extracting(ApiKey::hash).containsExactly(hash);
    }

    @Test
    void everyStartAppliesTheConfigurationFile() {
        start(Optional.empty()).run();
        assertThat(start(Optional.empty(), "{\"settings\":{\"demoProvider\":false}}")
                        .run())
                .isEmpty();
        assertThat(desk.stores.settings.read().demoProvider()).isFalse();
        assertThatThrownBy(start(Optional.empty(), "not json")::run).isInstanceOf(SetupException.class);
    }

    private FirstStart start(Optional<String> preset) {
        return start(preset, "{}");
    }

    private FirstStart start(Optional<String> preset, String content) {
        ConfigurationFile file = new ConfigurationFile(desk.configuration, Optional.of(written(content)), name -> null);
        FirstAccounts accounts = new FirstAccounts(desk.administration, desk.users, desk.keys, file);
        return new FirstStart(desk.stores.users, accounts, file, preset);
    }

    private String written(String content) {
        try {
            return Files.writeString(folder.resolve("omniroute.json"), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
