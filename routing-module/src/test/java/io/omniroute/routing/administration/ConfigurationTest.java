package io.omniroute.routing.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.fakes.Desk;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.models.ModelAlias;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final Actor ADMIN = Actor.SYSTEM;
    private static final String NODE =
            "'providerNodes':[{'prefix':'acme','format':'openai-chat','baseUrl':'https://acme.example/v1'}]";
    private static final String AT_EU = "{" + NODE + ",'providers':[{'provider':'acme','name':'eu'}],"
            + "'combos':[{'name':'c','steps':[{'model':'acme/a','connection':'eu'}]}]}";

    private final Desk desk = new Desk();
    private final Desk fresh = new Desk();

    @Test
    void aStepFindsItsConnectionOnAnotherInstallation() {
        apply(AT_EU);
        restore();
        Goal goal = fresh.stores.combos.list().get(0).steps().get(0).goal();
        assertThat(goal)
                .isEqualTo(new Goal.Model(
                        "acme",
                        "a",
                        Optional.of(fresh.stores.connections.list().get(0).id())));
        assertThat(fresh.stores.connections.list().get(0).id())
                .isNotEqualTo(desk.stores.connections.list().get(0).id());
    }

    @Test
    void aWrongNameOfAConnectionIsNotReplacedByTheOtherOne() {
        apply(AT_EU);
        refused(
                422,
                "steps[0].connection",
                () -> desk.administration.patch(
                        desk.combos,
                        desk.combos.id(desk.stores.combos.list().get(0)),
                        body("{'steps':[{'model':'acme/a','connection':'us','connectionName':'eu'}]}"),
                        ADMIN));
    }

    @Test
    void aConnectionThatAComboNamesStaysWithItsProvider() {
        apply(AT_EU);
        String id = desk.connections.id(desk.stores.connections.list().get(0));
        refused(409, "id", () -> desk.administration.remove(desk.connections, id, ADMIN));
        refused(
                409,
                "provider",
                () -> desk.administration.patch(desk.connections, id, body("{'provider':'ollama'}"), ADMIN));
        desk.administration.patch(desk.connections, id, body("{'name':'europe'}"), ADMIN);
        apply("{'combos':[{'name':'c','steps':[{'model':'acme/a'}]}]}");
        desk.administration.remove(desk.connections, id, ADMIN);
        assertThat(desk.stores.connections.list()).isEmpty();
    }

    @Test
    void aComboMayBeNamedLikeAModelOfItsOwn() {
        apply("{" + NODE + ",'combos':[{'name':'outer','steps':[{'combo':'acme/a'}]},"
                + "{'name':'plain','steps':[{'model':'acme/a'}]},"
                + "{'name':'acme/a','steps':[{'model':'acme/a'},{'model':'openai/a'}]}]}");
        desk.stores
                .combos
                .list()
                .forEach(combo -> desk.administration.patch(
                        desk.combos, desk.combos.id(combo), body("{'strategy':'p2c'}"), ADMIN));
        Goal model = new Goal.Model("acme", "a", Optional.empty());
        assertThat(goalOf(desk, "acme/a")).isEqualTo(model);
        assertThat(goalOf(desk, "plain")).isEqualTo(model);
        assertThat(goalOf(desk, "outer")).isEqualTo(new Goal.Nested("acme/a"));
        int writes = desk.stores.writes;
        desk.configuration.apply(Body.of(desk.configuration.export()), ADMIN);
        assertThat(desk.stores.writes).isEqualTo(writes);
        restore();
        assertThat(goalOf(fresh, "plain")).isEqualTo(model);
        assertThat(goalOf(fresh, "outer")).isEqualTo(new Goal.Nested("acme/a"));
    }

    @Test
    void aNameAtNoProviderIsStillThatOfACombo() {
        apply("{'combos':[{'name':'outer','steps':[{'model':'team/fast'}]},"
                + "{'name':'team/fast','steps':[{'model':'openai/a'}]}]}");
        assertThat(goalOf(desk, "outer")).isEqualTo(new Goal.Nested("team/fast"));
    }

    @Test
    void aliasesComeInAnyOrder() {
        apply(
                "{'aliases':[{'alias':'a1','target':'a2'},{'alias':'a2','target':'a3'},{'alias':'a3','target':'openai/a'}]}");
        assertThat(desk.stores.aliases.list()).extracting(ModelAlias::alias).containsExactly("a3", "a2", "a1");
    }

    @Test
    void aliasesInACircleAreRefused() {
        refused(
                422,
                "aliases[0].target",
                () -> apply("{'aliases':[{'alias':'a1','target':'a2'},{'alias':'a2','target':'a1'}]}"));
    }

    @Test
    void aChainOfAliasesIsNoLongerThanACallFollows() {
        apply("{'aliases':[{'alias':'l1','target':'openai/a'}]}");
        for (int i = 2; i <= ModelAlias.MAX_CHAIN; i++) {
            apply("{'aliases':[{'alias':'l" + i + "','target':'l" + (i - 1) + "'}]}");
        }
        refused(422, "aliases[0].target", () -> apply("{'aliases':[{'alias':'l9','target':'l8'}]}"));
        apply("{'aliases':[{'alias':'k1','target':'openai/b'}]}");
        refused(422, "aliases[0].target", () -> apply("{'aliases':[{'alias':'l1','target':'k1'}]}"));
        apply("{'aliases':[{'alias':'l2','target':'k1'}]}");
    }

    @Test
    void thePriceInForceIsExportedWithThoseToCome() {
        apply("{'pricing':{'openai':{'a':[" + price(1, "2020-01-01T00:00:00Z") + "," + price(2, "2021-01-01T00:00:00Z")
                + "," + price(3, "2998-01-01T00:00:00Z") + "," + price(4, "2999-01-01T00:00:00Z") + "],'b':"
                + price(5, "2021-01-01T00:00:00Z") + ",'c':" + price(6, "2998-01-01T00:00:00Z") + "}}}");
        assertThat(desk.stores.prices.list()).hasSize(6);
        JsonObject models = desk.configuration.export().getJsonObject("pricing").getJsonObject("openai");
        JsonArray several = models.getJsonArray("a");
        assertThat(several.getValuesAs(JsonObject.class))
                .extracting(price -> price.getInt("input"))
                .containsExactly(2, 3, 4);
        assertThat(models.getJsonObject("b").getInt("input")).isEqualTo(5);
        assertThat(models.getJsonObject("c").getInt("input")).isEqualTo(6);
        restore();
        assertThat(fresh.stores.prices.list())
                .extracting(DatedPrice::validFrom)
                .contains(Instant.parse("2021-01-01T00:00:00Z"), Instant.parse("2998-01-01T00:00:00Z"))
                .hasSize(5);
    }

    @Test
    void pricesOfAProviderThatIsGoneAreNotExported() {
        apply("{" + NODE + ",'pricing':{'acme':{'a':" + price(1, "2020-01-01T00:00:00Z") + "}}}");
        desk.stores.nodes.remove(desk.stores.nodes.list().get(0).id()); // as an update of the catalogue might
        restore();
        assertThat(fresh.stores.prices.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null"})
    void aModelWithoutAPriceIsRefused(String none) {
        refused(422, "pricing.openai.a", () -> apply("{'pricing':{'openai':{'a':" + none + "}}}"));
    }

    private static String price(int input, String from) {
        return "{'input':" + input + ",'output':9,'validFrom':'" + from + "'}";
    }

    private static Goal goalOf(Desk desk, String combo) {
        return desk.stores.combos.list().stream()
                .filter(stored -> stored.name().equals(combo))
                .map(stored -> stored.steps().get(0).goal())
                .findFirst()
                .orElseThrow();
    }

    private void apply(String json) {
        desk.configuration.apply(body(json), ADMIN);
    }

    private void restore() {
        fresh.configuration.apply(Body.of(desk.configuration.export()), ADMIN);
    }

    private static void refused(int status, String field, ThrowingCallable change) {
        assertThatThrownBy(change).asInstanceOf(type(Refusal.class)).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.field()).contains(field);
        });
    }

    private static Body body(String json) {
        return Body.of(
                Json.createReader(new StringReader(json.replace('\'', '"'))).readObject());
    }
}
