package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Limits;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.health.FailedCalls;
import io.omniroute.routing.settings.Resilience;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResilienceTest {
    private final ManagementServer server = new ManagementServer();

    @Test
    void theRulesAreShownAndPatched() {
        JsonObject before = server.admin("GET", "api/resilience").json();
        assertThat(before.getJsonObject("profiles").getJsonObject("oauth").getInt("transientCooldown"))
                .isEqualTo(5_000);
        assertThat(before.getJsonObject("defaults").getInt("requestsPerMinute")).isZero();
        Answer answer = server.admin(
                "PATCH",
                "api/resilience",
                "{\"profiles\":{\"apikey\":{\"circuitBreakerThreshold\":9}},\"waitForCooldown\":250}");
        assertThat(answer.status()).isEqualTo(200);
        Resilience kept = server.desk.stores.settings.read().resilience();
        assertThat(kept.apiKey().circuitBreakerThreshold()).isEqualTo(9);
        assertThat(kept.apiKey().transientCooldown()).hasSeconds(3);
        assertThat(kept.waitForCooldown()).isEqualTo(Duration.ofMillis(250));
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("resilience.update");
        server.admin("PATCH", "api/resilience", "{\"profiles\":null,\"waitForCooldown\":null}");
        assertThat(server.desk.stores.settings.read().resilience()).isEqualTo(Resilience.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"profiles\":{\"apikey\":{\"maxBackoffLevel\":16}}}', profiles.apikey.maxBackoffLevel, 422",
        "'{\"profiles\":{\"other\":{}}}', profiles.other, 422",
        "'{\"waitForCooldown\":-1}', waitForCooldown, 422",
        "'{\"waitForCooldown\":\"long\"}', waitForCooldown, 400",
        "'{\"breakers\":[]}', breakers, 422",
    })
    void whatMakesNoSenseIsRefused(String body, String field, int status) {
        Answer answer = server.admin("PATCH", "api/resilience", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void whatWasReadMayBeSentBack() {
        FailedCalls.limit(server.circuits, connection(), Duration.ofMinutes(5));
        String shown = server.admin("GET", "api/resilience").text();
        assertThat(server.admin("PATCH", "api/resilience", shown).status()).isEqualTo(200);
        assertThat(server.desk.stores.settings.read().resilience()).isEqualTo(Resilience.DEFAULT);
    }

    @Test
    void theRulesTravelWithTheConfiguration() {
        server.admin("PATCH", "api/settings", "{\"resilience\":{\"enabled\":false}}");
        assertThat(server.desk.stores.settings.read().resilience().enabled()).isFalse();
        assertThat(server.admin("GET", "api/config")
                        .json()
                        .getJsonObject("settings")
                        .getJsonObject("resilience")
                        .getBoolean("enabled"))
                .isFalse();
    }

    @Test
    void whoRestsIsShownEverywhereUntilTheReset() {
        Connection connection = connection();
        FailedCalls.limit(server.circuits, connection, Duration.ofMinutes(5));
        for (String path : new String[] {"api/resilience", "api/monitoring/health"}) {
            JsonObject circuit = server.admin("GET", path)
                    .json()
                    .getJsonArray("circuitBreakers")
                    .getJsonObject(0);
            assertThat(circuit.getString("connectionId"))
                    .isEqualTo(connection.id().toString());
            assertThat(circuit.getString("state")).isEqualTo("resting");
            assertThat(circuit.getString("reason")).isEqualTo("rate_limited");
            assertThat(circuit.getInt("remainingMs")).isPositive();
        }
        assertThat(health(connection).getString("state")).isEqualTo("resting");
        JsonObject reset = server.admin("POST", "api/resilience/reset").json();
        assertThat(reset.getInt("resetCount")).isEqualTo(1);
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("resilience.reset");
        assertThat(health(connection).getString("state")).isEqualTo("closed");
    }

    @Test
    void aLockedModelIsShownAndClearedAlone() {
        Connection connection = connection();
        FailedCalls.limit(server.circuits, connection, Duration.ofMinutes(5));
        FailedCalls.limit(server.circuits, connection, "gpt-4o", Duration.ofMinutes(5));
        JsonObject shown = server.admin("GET", "api/models/availability").json();
        assertThat(shown.getInt("unavailableCount")).isEqualTo(1);
        assertThat(shown.getJsonArray("models").getJsonObject(0).getString("model"))
                .isEqualTo("gpt-4o");
        assertThat(health(connection).getJsonArray("models")).hasSize(1);
        Answer cleared = server.admin("POST", "api/models/availability", "{\"provider\":\"oa\",\"model\":\"gpt-4o\"}");
        assertThat(cleared.json().getInt("clearedCount")).isEqualTo(1);
        assertThat(server.circuits.states()).hasSize(1);
        assertThat(server.admin("POST", "api/models/availability", "{\"provider\":\"nobody\",\"model\":\"a\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aChangedAccountGetsAnotherChance() {
        Connection connection = connection();
        FailedCalls.limit(server.circuits, connection, Duration.ofMinutes(5));
        server.admin("PATCH", "api/providers/" + connection.id(), "{\"priority\":0}");
        assertThat(server.circuits.states()).hasSize(1); // refused, so nothing was changed
        server.admin("PATCH", "api/providers/" + connection.id(), "{\"priority\":5}");
        assertThat(server.circuits.states()).isEmpty();
    }

    @Test
    void theReasonOfADisabledAccountIsShownUntilItIsEnabled() {
        Connection connection = connection();
        server.desk.stores.connections.put(connection.disabledBecause("ACCOUNT_CLOSED: banned"));
        String path = "api/providers/" + connection.id();
        assertThat(server.admin("GET", path).json().getString("disabledReason")).isEqualTo("ACCOUNT_CLOSED: banned");
        server.admin("PATCH", path, "{\"name\":\"renamed\"}");
        assertThat(server.admin("GET", path).json().getString("disabledReason")).isEqualTo("ACCOUNT_CLOSED: banned");
        server.admin("PATCH", path, "{\"enabled\":true}");
        assertThat(server.admin("GET", path).json()).doesNotContainKey("disabledReason");
    }

    @Test
    void limitsArePatchedShownAndTakenAway() {
        Connection connection = connection();
        String path = "api/providers/" + connection.id();
        server.admin("PATCH", path, "{\"limits\":{\"requestsPerMinute\":60,\"minGapMs\":200}}");
        server.admin("PATCH", path, "{\"limits\":{\"maxConcurrent\":4}}");
        Limits kept = server.desk
                .stores
                .connections
                .find(connection.id())
                .orElseThrow()
                .limits();
        assertThat(kept.requestsPerMinute()).isEqualTo(60);
        assertThat(kept.minGap()).hasMillis(200);
        assertThat(kept.maxConcurrent()).isEqualTo(4);
        assertThat(server.admin("GET", path).json().getJsonObject("limits").getInt("maxConcurrent"))
                .isEqualTo(4);
        assertThat(server.admin("GET", "api/resilience")
                        .json()
                        .getJsonArray("rateLimitStatus")
                        .getJsonObject(0)
                        .getJsonObject("limits")
                        .getInt("requestsPerMinute"))
                .isEqualTo(60);
        server.admin("PATCH", path, "{\"limits\":null}");
        assertThat(server.admin("GET", path).json()).doesNotContainKey("limits");
        Answer refused = server.admin("PATCH", path, "{\"limits\":{\"perHour\":4}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field()).isEqualTo("limits.perHour");
    }

    @Test
    void aLimitBeyondWhatCanBeCountedIsRefused() {
        Connection connection = connection();
        String path = "api/providers/" + connection.id();
        for (String limit : new String[] {"requestsPerMinute", "tokensPerMinute"}) {
            String most = "{\"limits\":{\"" + limit + "\":60000000000}}";
            assertThat(server.admin("PATCH", path, most).status()).isEqualTo(200);
            Answer refused = server.admin("PATCH", path, most.replace("60000000000", "60000000001"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field()).isEqualTo("limits." + limit);
        }
    }

    @Test
    void keysHaveLimitsToo() {
        String id = server.admin("POST", "api/keys", "{\"name\":\"ci\",\"limits\":{\"tokensPerMinute\":9000}}")
                .id();
        assertThat(server.admin("GET", "api/keys/" + id)
                        .json()
                        .getJsonObject("limits")
                        .getInt("tokensPerMinute"))
                .isEqualTo(9_000);
        assertThat(server.admin("PATCH", "api/keys/" + id, "{\"limits\":{\"maxConcurrent\":-1}}")
                        .field())
                .isEqualTo("limits.maxConcurrent");
    }

    @Test
    void quotasAreSetAndShownWithTheirReset() {
        Connection connection = connection();
        String usage = "api/usage/" + connection.id();
        assertThat(server.admin("GET", usage).json()).containsKey("message");
        server.admin(
                "PATCH",
                "api/providers/" + connection.id(),
                "{\"quotas\":[{\"window\":\"daily\",\"unit\":\"usd\",\"limit\":2.5,\"hour\":10,\"zone\":\"Europe/Berlin\"}]}");
        JsonObject quota =
                server.admin("GET", usage).json().getJsonObject("quotas").getJsonObject("daily-usd");
        assertThat(quota.getJsonNumber("total").bigDecimalValue()).isEqualByComparingTo("2.5");
        assertThat(quota.getJsonNumber("remainingPercentage").doubleValue()).isEqualTo(100);
        assertThat(quota.getInt("resetInSeconds")).isBetween(0, 90_000);
        assertThat(server.admin("GET", "api/rate-limits")
                        .json()
                        .getJsonArray("connections")
                        .getJsonObject(0)
                        .getJsonObject("quotas"))
                .containsKey("daily-usd");
        assertThat(server.admin("GET", "api/usage/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"window\":\"yearly\",\"unit\":\"usd\",\"limit\":1}', quotas[0].window",
        "'{\"window\":\"5h\",\"unit\":\"euros\",\"limit\":1}', quotas[0].unit",
        "'{\"window\":\"5h\",\"unit\":\"usd\",\"limit\":0}', quotas[0].limit",
        "'{\"window\":\"5h\",\"unit\":\"usd\"}', quotas[0].limit",
        "'{\"window\":\"daily\",\"unit\":\"usd\",\"limit\":1,\"zone\":\"Mars\"}', quotas[0].zone",
        "'{\"window\":\"5h\",\"unit\":\"usd\",\"limit\":1},{\"window\":\"5h\",\"unit\":\"usd\",\"limit\":2}', quotas[1].window",
    })
    void aQuotaThatMakesNoSenseIsRefused(String quotas, String field) {
        Answer answer = server.admin("PATCH", "api/providers/" + connection().id(), "{\"quotas\":[" + quotas + "]}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo(field);
    }

    private Connection connection() {
        String id = server.admin("POST", "api/providers", "{\"provider\":\"openai\",\"apiKey\":\"sk-1234567890\"}")
                .id();
        return server.desk
                .stores
                .connections
                .find(new ConnectionId(UUID.fromString(id)))
                .orElseThrow();
    }

    private JsonObject health(Connection connection) {
        return server.admin("GET", "api/providers/" + connection.id()).json().getJsonObject("health");
    }
}
