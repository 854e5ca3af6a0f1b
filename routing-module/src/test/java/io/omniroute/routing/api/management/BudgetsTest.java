package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.api.management.ManagementServer.Answer;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsTest {
    private final ManagementServer server = new ManagementServer();

    @Test
    void aBudgetIsMadeShownChangedAndRemoved() {
        String key = server.admin("POST", "api/keys", "{\"name\":\"ci\",\"group\":\"staff\"}")
                .id();
        Answer made = server.admin(
                "POST",
                "api/usage/budget",
                "{\"scope\":\"key\",\"target\":\"" + key + "\",\"period\":\"day\",\"limitUsd\":1.50}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("budget.create");
        JsonObject budget = server.admin("GET", "api/usage/budget/" + made.id()).json();
        assertThat(budget.getString("target")).isEqualTo(key);
        assertThat(budget.getString("targetName")).isEqualTo("ci");
        assertThat(budget.getString("timeZone")).isEqualTo("Europe/Berlin");
        assertThat(budget.getBoolean("hard")).isTrue();
        assertThat(budget.getJsonNumber("warningThreshold").toString()).isEqualTo("0.8");
        JsonObject spending = budget.getJsonObject("spending");
        assertThat(spending.getString("state")).isEqualTo("ok");
        assertThat(spending.getJsonNumber("remainingUsd").toString()).isEqualTo("1.5");
        assertThat(spending.getString("from")).isEqualTo("2025-12-31T23:00:00Z");

        Answer changed = server.admin("PATCH", "api/usage/budget/" + made.id(), "{\"hard\":false,\"limitUsd\":2}");
        assertThat(changed.json().getBoolean("hard")).isFalse();
        assertThat(changed.json().getString("target")).isEqualTo(key);
        assertThat(server.admin("DELETE", "api/usage/budget/" + made.id()).status())
                .isEqualTo(204);
        assertThat(server.admin("GET", "api/usage/budget").json().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void aTargetHasOneBudgetAPeriod() {
        String body = "{\"scope\":\"group\",\"target\":\"staff\",\"period\":\"day\",\"limitUsd\":1}";
        server.admin("POST", "api/usage/budget", body);
        Answer second = server.admin("POST", "api/usage/budget", body);
        assertThat(second.status()).isEqualTo(409);
        assertThat(server.admin("POST", "api/usage/budget", body.replace("day", "week"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"scope\":\"user\",\"target\":\"a\",\"period\":\"day\",\"limitUsd\":1};scope",
                "{\"scope\":\"key\",\"target\":\"nobody\",\"period\":\"day\",\"limitUsd\":1};target",
                "{\"scope\":\"provider\",\"target\":\"nobody\",\"period\":\"day\",\"limitUsd\":1};target",
                "{\"scope\":\"group\",\"target\":\"a\",\"period\":\"hour\",\"limitUsd\":1};period",
                "{\"scope\":\"group\",\"target\":\"a\",\"period\":\"day\"};limitUsd",
                "{\"scope\":\"group\",\"target\":\"a\",\"period\":\"day\",\"limitUsd\":-1};limitUsd",
                "{\"scope\":\"group\",\"target\":\"a\",\"period\":\"day\",\"limitUsd\":1,\"warningThreshold\":1.1};warningThreshold",
                "{\"scope\":\"group\",\"target\":\"a\",\"period\":\"day\",\"limitUsd\":1,\"timeZone\":\"Mars/Base\"};timeZone",
                "{\"scope\":\"group\",\"target\":\"a\",\"period\":\"day\",\"limitUsd\":1,\"timeZone\":\"+05:07\"};timeZone"
            })
    void aWrongFieldIsNamed(String body, String field) {
        Answer answer = server.admin("POST", "api/usage/budget", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void anExportIsReadByAnotherInstallationByTheKeysName() {
        server.admin("POST", "api/keys", "{\"name\":\"ci\"}");
        server.admin(
                "POST",
                "api/usage/budget",
                "{\"scope\":\"key\",\"target\":\"ci\",\"period\":\"month\",\"limitUsd\":5}");
        JsonObject exported = server.admin("GET", "api/config").json();
        ManagementServer other = new ManagementServer();
        String id = other.admin("POST", "api/keys", "{\"name\":\"ci\"}").id();
        Answer read = other.admin(
                "POST",
                "api/usage/budget",
                exported.getJsonArray("budgets").getJsonObject(0).toString());
        assertThat(read.status()).isEqualTo(201);
        assertThat(read.json().getString("target")).isEqualTo(id);
    }

    @Test
    void anExportHoldsNothingOfAKeyThatIsGone() {
        String id = server.admin("POST", "api/keys", "{\"name\":\"ci\"}").id();
        server.admin(
                "POST", "api/usage/budget", "{\"scope\":\"key\",\"target\":\"ci\",\"period\":\"day\",\"limitUsd\":5}");
        server.admin("PUT", "api/settings/cache", "{\"keys\":{\"" + id + "\":{\"enabled\":true}}}");
        assertThat(server.admin("GET", "api/config").text()).contains("targetName", "\"ci\":{\"enabled\":true}");
        server.admin("DELETE", "api/keys/" + id);
        assertThat(server.admin("GET", "api/config").text()).doesNotContain(id, "\"ci\"");
        assertThat(server.admin("GET", "api/usage/budget").text()).contains(id);
    }

    @Test
    void aReratingTellsTheSumsBeforeAndAfterAndIsAudited() {
        Answer answer = server.admin("POST", "api/usage/rerate", "{\"from\":\"2026-01-01T00:00:00Z\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getInt("calls")).isZero();
        assertThat(answer.json().getJsonNumber("beforeUsd").toString()).isEqualTo("0");
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("usage.rerate");
        assertThat(server.admin("POST", "api/usage/rerate", "{}").field()).isEqualTo("from");
    }

    @Test
    void theCacheIsSetWholeAndNamesItsKeys() {
        server.admin("POST", "api/keys", "{\"name\":\"ci\"}");
        Answer set = server.admin(
                "PUT",
                "api/settings/cache",
                "{\"enabled\":true,\"ttlSeconds\":60,\"keys\":{\"ci\":{\"enabled\":false}},"
                        + "\"models\":{\"acme/a\":{\"anyTemperature\":true}}}");
        assertThat(set.status()).isEqualTo(200);
        JsonObject read = server.admin("GET", "api/settings/cache").json();
        assertThat(read).isEqualTo(set.json());
        assertThat(read.getJsonObject("keys")).containsOnlyKeys("ci");
        assertThat(read.getInt("idempotencyWindowMs")).isEqualTo(5_000);
        assertThat(server.desk.stores.audit.last().target()).isEqualTo("settings:cache");
        assertThat(server.admin("PUT", "api/settings/cache", "{\"keys\":{\"nobody\":{}}}")
                        .status())
                .isEqualTo(422);
        assertThat(server.admin("PUT", "api/settings/cache", "{\"ttlSeconds\":0}")
                        .field())
                .isEqualTo("ttlSeconds");
    }

    @Test
    void clearingTheCacheIsAudited() {
        server.cache.find("nothing");
        assertThat(server.admin("GET", "api/cache/stats").json().getInt("misses"))
                .isOne();
        assertThat(server.admin("DELETE", "api/cache/stats").status()).isEqualTo(204);
        assertThat(server.admin("GET", "api/cache/stats").json().getInt("misses"))
                .isZero();
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("cache.clear");
    }

    @Test
    void theCachesAreToldApartAndClearedApart() {
        server.cache.find("nothing");
        JsonObject stats = server.admin("GET", "api/cache/stats").json().getJsonObject("semantic");
        assertThat(stats.getInt("misses")).isZero();
        assertThat(stats.getInt("skipped")).isZero();
        assertThat(stats.getJsonObject("embedder").getString("state")).isEqualTo("asleep");
        assertThat(server.admin("DELETE", "api/cache/stats?kind=semantic").status())
                .isEqualTo(204);
        assertThat(server.desk.stores.audit.last().target()).isEqualTo("cache:semantic");
        assertThat(server.admin("GET", "api/cache/stats").json().getInt("misses"))
                .isOne();
        assertThat(server.admin("DELETE", "api/cache/stats?kind=exact").status())
                .isEqualTo(204);
        assertThat(server.admin("GET", "api/cache/stats").json().getInt("misses"))
                .isZero();
        assertThat(server.admin("DELETE", "api/cache/stats?kind=all").status()).isEqualTo(422);
        assertThat(server.admin("PUT", "api/settings/cache", "{\"semantic\":{\"enabled\":true}}")
                        .status())
                .isEqualTo(409);
    }
}
