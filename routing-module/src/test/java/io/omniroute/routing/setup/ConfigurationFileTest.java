package io.omniroute.routing.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.fakes.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
    private static final String KEY = "configured-key-with-many-random-characters";
    private static final String WHOLE = """
            {"providerNodes":[{"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}],
             "providers":[{"provider":"acme","name":"main","apiKeyEnv":"ACME_KEY"},
                          {"provider":"openai","name":"work","apiKey":"sk-secret-0001"}],
             "customModels":[{"provider":"acme","model":"a","contextTokens":4096}],
             "aliases":[{"alias":"quick","target":"fast"},{"alias":"fast","target":"acme/a"}],
             "keys":[{"name":"ci","key":"%s","allowedModels":["acme/*"]},
                     {"name":"hashed","keyHash":"%s"}],
             "pricing":{"acme":{"a":{"input":1,"output":2}}},
             "settings":{"demoProvider":false,"blockedProviders":["azure"]}}
            """.formatted(KEY, "0".repeat(64));

    @TempDir
    Path folder;

    private final Desk desk = new Desk();

    @Test
    void appliesEveryKindOfObject() throws IOException {
        assertThat(file(WHOLE).apply()).isTrue();
        assertThat(desk.stores.connections.list())
                .extracting(connection -> connection.apiKey().orElseThrow().reveal())
                .containsExactly("from-environment", "sk-secret-0001");
        assertThat(desk.stores.keys.list())
                .extracting(ApiKey::hash)
                .containsExactly(KeySecrets.hash(KEY), "0".repeat(64));
        assertThat(desk.stores.aliases.find("quick")).isPresent();
        assertThat(desk.stores.customModels.list()).hasSize(1);
        assertThat(desk.stores.prices.list()).hasSize(1);
        assertThat(desk.stores.settings.read().demoProvider()).isFalse();
        assertThat(desk.stores.audit.entries()).extracting(AuditEntry::actor).containsOnly("system");
        assertThat(desk.stores.audit.entries().toString()).doesNotContain(KEY, "from-environment", "sk-secret-0001");
    }

    @Test
    void applyingItAgainChangesNothing() throws IOException {
        file(WHOLE).apply();
        int writes = desk.stores.writes;
        int entries = desk.stores.audit.entries().size();
        file(WHOLE).apply();
        assertThat(desk.stores.writes).isEqualTo(writes);
        assertThat(desk.stores.audit.entries()).hasSize(entries);
    }

    @Test
    void itsOwnExportChangesNothingEither() throws IOException {
        file(WHOLE).apply();
        int writes = desk.stores.writes;
        file(desk.configuration.export().toString()).apply();
        assertThat(desk.stores.writes).isEqualTo(writes);
    }

    @Test
    void changesWhatIsThereByItsNaturalName() throws IOException {
        file(WHOLE).apply();
        file("{\"providers\":[{\"provider\":\"openai\",\"name\":\"work\",\"priority\":9}]}")
                .apply();
        assertThat(desk.stores.connections.list().get(1)).satisfies(connection -> {
            assertThat(connection.priority()).isEqualTo(9);
            assertThat(connection.apiKey().orElseThrow().reveal()).isEqualTo("sk-secret-0001");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'providers':[{'provider':'openai','apiKey':'k'},{'provider':'nope'}]}|providers[1].provider",
                "{'providers':[{'provider':'openai'}]}|providers[0].apiKey",
                "{'providers':[{'provider':'openai','apiKeyEnv':'UNSET'}]}|providers[0].apiKeyEnv",
                "{'providers':[{'provider':'openai','apiKeyEnv':7}]}|providers[0].apiKeyEnv",
                "{'providers':[{'provider':'openai','apiKeyEnv':'ACME_KEY','apiKey':'k'}]}|providers[0].apiKeyEnv",
                "{'providers':{}}|providers",
                "{'providers':['openai']}|providers[0]",
                "{'keys':[{'name':'x'}]}|keys[0].key",
                "{'keys':[{'name':'x','key':'short'}]}|keys[0].key",
                "{'pricing':{'openai':{'a':{'input':'1'}}}}|pricing.openai.a.input",
                "{'settings':{'demoProvider':3}}|settings.demoProvider",
                "{'aliases':[{'alias':'a','target':'b'},{'alias':'b','target':'a'}]}|aliases[0].target",
                "{'nonsense':[]}|nonsense",
                "{'combos':[{'name':'a','steps':[{'combo':'b'}]},{'name':'b','steps':[{'combo':'a'}]}]}|combos[0].steps",
                "{'routing':{'accountStrategy':'best'}}|routing.accountStrategy",
            })
    void aFaultNamesFileAndPathInOneLine(String content, String path) throws IOException {
        ConfigurationFile file = file(content.replace('\'', '"'));
        assertThatThrownBy(file::apply)
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("OMNIROUTE_CONFIG " + folder.resolve("omniroute.json") + ", " + path + ": ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNoJsonOrNotThereIsNamedToo() throws IOException {
        assertThatThrownBy(file("not json")::apply)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("omniroute.json: ");
        ConfigurationFile missing = new ConfigurationFile(
                desk.configuration, Optional.of(folder.resolve("none.json").toString()), name -> null);
        assertThatThrownBy(missing::apply)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("none.json cannot be read");
    }

    @Test
    void doesNothingWithoutAFile() {
        assertThat(new ConfigurationFile(desk.configuration, Optional.empty(), name -> null).apply())
                .isFalse();
    }

    private ConfigurationFile file(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("omniroute.json"), content);
        return new ConfigurationFile(
                desk.configuration, Optional.of(file.toString()), Map.of("ACME_KEY", "from-environment")::get);
    }
}
