package io.omniroute.routing.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.fakes.Desk;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstStartTest {
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

    private FirstStart start(Optional<String> preset) {
        return new FirstStart(desk.stores.users, new FirstAccounts(desk.administration, desk.users, desk.keys), preset);
    }
}
