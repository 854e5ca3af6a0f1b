package io.omniroute.routing.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.fakes.Desk;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesInUseTest {
    private static final Actor ADMIN = Actor.SYSTEM;

    private final Desk desk = new Desk();
    private final String node = desk.nodes.id(desk.administration.create(
            desk.nodes, body("{'prefix':'acme','format':'openai-chat','baseUrl':'https://acme.example/v1'}"), ADMIN));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'providers':[{'provider':'acme','name':'eu'}]}|the connection 'eu'",
                "{'combos':[{'name':'c','steps':[{'model':'acme/a'}]}]}|the combo 'c'",
                "{'combos':[{'name':'c','steps':[{'model':'openai/a'},{'model':'acme/*'}]}]}|the combo 'c'",
                "{'aliases':[{'alias':'fast','target':'acme/a'}]}|the alias 'fast'",
                "{'aliases':[{'alias':'gpt-*','target':'acme/*'}]}|the alias 'gpt-*'",
                "{'customModels':[{'provider':'acme','model':'a'}]}|the custom model 'a'",
                "{'keys':[{'name':'ci','key':'0123456789abcdef0123456789abcdef','allowedProviders':['openai','acme']}]}|the key 'ci'",
                "{'settings':{'blockedProviders':['acme']}}|the blocked providers",
                "{'routing':{'accountStrategies':{'acme':'p2c'}}}|the settings of routing",
                "{'routing':{'providerOverrides':{'acme':{'maxRetries':1}}}}|the settings of routing",
            })
    void whatNamesANodeKeepsItAndItsPrefix(String configuration, String user) {
        desk.configuration.apply(body(configuration), ADMIN);
        refused("id", user, () -> desk.administration.remove(desk.nodes, node, ADMIN));
        refused("prefix", user, () -> desk.administration.patch(desk.nodes, node, body("{'prefix':'other'}"), ADMIN));
        desk.administration.patch(desk.nodes, node, body("{'name':'Acme'}"), ADMIN);
        assertThat(desk.stores.nodes.list().get(0).name()).isEqualTo("Acme");
    }

    @Test
    void whatNamesOthersDoesNotKeepIt() {
        desk.configuration.apply(
                body("{'combos':[{'name':'acme/c','steps':[{'model':'openai/a'}]}],"
                        + "'aliases':[{'alias':'fast','target':'acme/c'}],"
                        + "'routing':{'hiddenModels':['acme/*']}}"),
                ADMIN);
        desk.administration.remove(desk.nodes, node, ADMIN);
        assertThat(desk.stores.nodes.list()).isEmpty();
    }

    @Test
    void whatWasSaidAboutModelsOfAProviderThatIsGoneCanGoToo() {
        desk.configuration.apply(
                body("{'customModels':[{'provider':'acme','model':'a'}],"
                        + "'pricing':{'acme':{'a':{'input':1,'output':2}}}}"),
                ADMIN);
        desk.stores.nodes.remove(desk.stores.nodes.list().get(0).id()); // as an update of the catalogue might
        desk.administration.remove(desk.customModels, "acme/a", ADMIN);
        assertThat(desk.stores.customModels.list()).isEmpty();
        desk.prices.remove(desk.prices.owner("acme"), Optional.empty(), Optional.empty(), ADMIN);
        assertThat(desk.stores.prices.list()).isEmpty();
        assertThatThrownBy(() -> desk.prices.owner("acme")).hasMessageContaining("no provider 'acme'");
    }

    private static void refused(String field, String user, ThrowingCallable change) {
        assertThatThrownBy(change).asInstanceOf(type(Refusal.class)).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.field()).contains(field);
            assertThat(refusal).hasMessageContaining(user);
        });
    }

    private static Body body(String json) {
        return Body.of(
                Json.createReader(new StringReader(json.replace('\'', '"'))).readObject());
    }
}
