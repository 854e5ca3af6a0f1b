package io.omniroute.routing.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.fakes.Desk;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.json.Json;
import java.io.StringReader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDestinationsTest {
    private static final Actor ADMIN = Actor.SYSTEM;
    private static final Actor OPERATOR = new Actor("olga", "192.0.2.7");

    private final Desk desk = new Desk();
    private final String node = desk.nodes.id(desk.administration.create(
            desk.nodes, body("{'prefix':'acme','format':'openai-chat','baseUrl':'https://acme.example/v1'}"), ADMIN));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'baseUrl':'https://evil.example/v1'}",
                "{'baseUrl':'http://acme.example/v1'}",
                "{'baseUrl':'https://acme.example:8443/v1'}",
                "{'baseUrl':'https://acme.example/v1/another/tenant'}",
                "{'baseUrl':'https://acme.example.:443/v1'}",
                "{'baseUrl':'https://evil.example/v1','name':'Acme','timeouts':{'connectMs':1}}",
            })
    void aNodeOfAStoredKeyKeepsItsAddress(String patch) {
        connection("{'provider':'acme','apiKey':'sk-1'}");
        refused("baseUrl", () -> desk.administration.patch(desk.nodes, node, body(patch), OPERATOR));
        assertThat(desk.stores.nodes.list().get(0).baseUrl()).isEqualTo("https://acme.example/v1");
        desk.administration.patch(desk.nodes, node, body(patch), ADMIN);
        assertThat(desk.stores.nodes.list().get(0).baseUrl()).isNotEqualTo("https://acme.example/v1");
    }

    @Test
    void whetherTheConnectionIsOnOrHasAnAddressOfItsOwnMakesNoDifference() {
        connection("{'provider':'acme','name':'off','apiKey':'sk-1','enabled':false}");
        connection("{'provider':'acme','name':'own','apiKey':'sk-2','baseUrl':'https://eu.acme.example/v1'}");
        String patch = "{'baseUrl':'https://evil.example/v1'}";
        assertThatThrownBy(() -> desk.administration.patch(desk.nodes, node, body(patch), OPERATOR))
                .hasMessageContaining("'off' and another one of 'acme' have some");
        desk.administration.remove(
                desk.connections, desk.stores.connections.list().get(0).id().toString(), OPERATOR);
        assertThatThrownBy(() -> desk.administration.patch(desk.nodes, node, body(patch), OPERATOR))
                .hasMessageContaining("'own' of 'acme' has one");
    }

    @Test
    void whatIsNoAddressStaysWithOthers() {
        connection("{'provider':'acme','apiKey':'sk-1'}");
        allowed(() -> desk.administration.patch(
                desk.nodes,
                node,
                body("{'name':'New','timeouts':{'connectMs':7},'baseUrl':'https://acme.example/v1/'}"),
                OPERATOR));
        assertThat(desk.stores.nodes.list().get(0).name()).isEqualTo("New");
    }

    @Test
    void aNodeWithoutStoredKeysMoves() {
        connection("{'provider':'acme','name':'keyless'}");
        connection("{'provider':'openai','name':'elsewhere','apiKey':'sk-1'}");
        allowed(() ->
                desk.administration.patch(desk.nodes, node, body("{'baseUrl':'https://acme.example/v2'}"), OPERATOR));
    }

    @Test
    void aNewNodeDoesNotInheritKeysOfAProviderThatIsGone() {
        connection("{'provider':'acme','apiKey':'sk-1'}");
        desk.stores.nodes.remove(desk.stores.nodes.list().get(0).id()); // as an update of the catalogue might
        String again = "{'prefix':'acme','format':'openai-chat','baseUrl':'https://evil.example/v1'}";
        refused("baseUrl", () -> desk.administration.create(desk.nodes, body(again), OPERATOR));
        String other = desk.nodes.id(desk.administration.create(
                desk.nodes,
                body("{'prefix':'other','format':'openai-chat','baseUrl':'https://evil.example/v1'}"),
                OPERATOR));
        refused("baseUrl", () -> desk.administration.patch(desk.nodes, other, body("{'prefix':'acme'}"), OPERATOR));
        allowed(() -> desk.administration.create(desk.nodes, body(again), ADMIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'baseUrl':'https://evil.example/v1'}",
                "{'baseUrl':'https://acme.example/v1'}", // the same as the node's, until that changes
                "{'baseUrl':'https://evil.example/v1','enabled':false,'apiKeyHint':'sk-1'}",
            })
    void aConnectionThatKeepsItsKeyKeepsItsAddress(String patch) {
        String id = connection("{'provider':'acme','apiKey':'sk-1'}");
        refused("baseUrl", () -> desk.administration.patch(desk.connections, id, body(patch), OPERATOR));
        allowed(() -> desk.administration.patch(desk.connections, id, body(patch), ADMIN));
        assertThat(key()).isEqualTo("sk-1");
    }

    @Test
    void takingAnAddressAwayIsAChangeOfIt() {
        String id = connection("{'provider':'acme','apiKey':'sk-1','baseUrl':'https://eu.acme.example/v1'}");
        refused("baseUrl", () -> desk.administration.patch(desk.connections, id, body("{'baseUrl':null}"), OPERATOR));
        refused(
                "baseUrl",
                () -> desk.administration.replace(desk.connections, id, body("{'provider':'acme'}"), OPERATOR));
        allowed(() -> desk.administration.patch(desk.connections, id, body("{'priority':3}"), OPERATOR));
    }

    @Test
    void aParameterMayBeThePlaceOfAHost() {
        String id = connection("{'provider':'azure','apiKey':'sk-1','parameters':{'resource':'ours'}}");
        refused(
                "parameters",
                () -> desk.administration.patch(
                        desk.connections, id, body("{'parameters':{'resource':'theirs'}}"), OPERATOR));
        allowed(() ->
                desk.administration.patch(desk.connections, id, body("{'parameters':{'unused':'theirs'}}"), OPERATOR));
        allowed(() -> desk.administration.patch(
                desk.connections, id, body("{'parameters':{'resource':'theirs'},'apiKey':'sk-2'}"), OPERATOR));
        assertThat(key()).isEqualTo("sk-2");
    }

    @Test
    void noAddressToFallBackOnIsPreparedBehindAnotherOne() {
        String id = connection("{'provider':'azure','apiKey':'sk-1','baseUrl':'https://gate.example/v1',"
                + "'parameters':{'resource':'ours'}}");
        refused(
                "parameters",
                () -> desk.administration.patch(
                        desk.connections, id, body("{'parameters':{'resource':'theirs'}}"), OPERATOR));
    }

    @Test
    void aKeyThatComesAlongMayGoAnywhere() {
        String id = connection("{'provider':'acme','apiKey':'sk-1'}");
        allowed(() -> desk.administration.patch(
                desk.connections, id, body("{'baseUrl':'https://new.example/v1','apiKey':'sk-2'}"), OPERATOR));
        assertThat(key()).isEqualTo("sk-2");
        allowed(() -> desk.administration.patch(
                desk.connections, id, body("{'baseUrl':'https://newer.example/v1','apiKey':null}"), OPERATOR));
        assertThat(desk.stores.connections.list().get(0).apiKey()).isEmpty();
    }

    @Test
    void aKeyDoesNotFollowAConnectionToAnotherProvider() {
        String id = connection("{'provider':'acme','apiKey':'sk-1'}");
        allowed(() -> desk.administration.patch(
                desk.connections, id, body("{'provider':'ollama','baseUrl':'https://evil.example/v1'}"), OPERATOR));
        assertThat(desk.stores.connections.list().get(0).apiKey()).isEmpty();
    }

    @Test
    void aConfigurationAppliedForSomebodyElseIsHeldToItToo() {
        connection("{'provider':'acme','apiKey':'sk-1'}");
        Body moved = body("{'providerNodes':[{'prefix':'acme','baseUrl':'https://evil.example/v1'}]}");
        refused("providerNodes[0].baseUrl", () -> desk.configuration.apply(moved, OPERATOR));
        allowed(() -> desk.configuration.apply(moved, Actor.SYSTEM));
        assertThat(desk.stores.nodes.list().get(0).baseUrl()).isEqualTo("https://evil.example/v1");
    }

    private String connection(String json) {
        Connection made = desk.administration.create(desk.connections, body(json), ADMIN);
        return desk.connections.id(made);
    }

    private String key() {
        return desk.stores.connections.list().get(0).apiKey().orElseThrow().reveal();
    }

    private void refused(String field, ThrowingCallable change) {
        int writes = desk.stores.writes;
        assertThatThrownBy(change).asInstanceOf(type(Refusal.class)).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.field()).contains(field);
            assertThat(refusal).hasMessageContaining("apiKey").hasMessageContaining("ask an ADMIN");
        });
        assertThat(desk.stores.writes).isEqualTo(writes);
        assertThat(desk.stores.audit.last().action()).isEqualTo("auth.forbidden");
        assertThat(desk.stores.audit.last().actor()).isEqualTo(OPERATOR.name());
        assertThat(desk.stores.audit.last().toString()).doesNotContain("sk-1");
    }

    private static void allowed(ThrowingCallable change) {
        assertThatCode(change).doesNotThrowAnyException();
    }

    private static Body body(String json) {
        return Body.of(
                Json.createReader(new StringReader(json.replace('\'', '"'))).readObject());
    }
}
