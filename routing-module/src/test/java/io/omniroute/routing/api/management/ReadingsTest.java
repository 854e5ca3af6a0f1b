package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.LogFilter.Field;
import io.omniroute.routing.usage.StatusRange;
import io.omniroute.routing.usage.UsageLedger.Grouping;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private final ManagementServer server = new ManagementServer();

    @Test
    void aLogLineHasTheShapeOthersRelyOn() {
        UUID key = UUID.randomUUID();
        server.ledger.append(List.of(usage(Optional.of(key))));
        JsonObject page = server.admin("GET", "api/usage/logs").json();
        JsonObject line = page.getJsonArray("items").getJsonObject(0);
        assertThat(line.keySet())
                .contains(
                        "requestId",
                        "time",
                        "apiKeyId",
                        "connectionId",
                        "requestedModel",
                        "provider",
                        "model",
                        "clientFormat",
                        "vendorFormat",
                        "status",
                        "tokens",
                        "costUsd",
                        "firstByteMs",
                        "durationMs",
                        "attempts");
        assertThat(line.getString("apiKeyId")).isEqualTo(key.toString());
        assertThat(line.isNull("connectionId")).isTrue();
        assertThat(line.getJsonObject("tokens").getInt("input")).isEqualTo(10);
        assertThat(line.getJsonObject("tokens").getInt("cacheWrite")).isEqualTo(2);
        assertThat(line.getJsonNumber("costUsd").bigDecimalValue()).isEqualByComparingTo("0.003");
        assertThat(line.getJsonArray("attempts").getJsonObject(0).getString("reason"))
                .isEqualTo("rate_limited");
        assertThat(page.isNull("next")).isTrue();
    }

    @Test
    void aCallThatSentNothingHasNoTimeToItsFirstByte() {
        server.ledger.append(List.of(usage(Optional.empty(), OptionalLong.empty())));
        JsonObject silent = server.admin("GET", "api/usage/logs")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(silent.isNull("firstByteMs")).isTrue();
    }

    @Test
    void logsArePagedAndFiltered() {
        for (int i = 0; i < 3; i++) {
            server.ledger.append(List.of(usage(Optional.empty())));
        }
        JsonObject first = server.admin("GET", "api/usage/logs?limit=2").json();
        assertThat(first.getJsonArray("items")).hasSize(2);
        JsonObject second = server.admin("GET", "api/usage/logs?limit=2&after=" + first.getString("next"))
                .json();
        assertThat(second.getJsonArray("items")).hasSize(1);
        UUID connection = UUID.randomUUID();
        server.admin(
                "GET",
                "api/usage/logs?provider=acme&model=a&status=429&errors=true&from=2026-01-01&connectionId="
                        + connection);
        LogFilter filter = server.ledger.queries.get(2).filter();
        assertThat(filter.exactly())
                .containsEntry(Field.PROVIDER, "acme")
                .containsEntry(Field.MODEL, "a")
                .containsEntry(Field.CONNECTION, connection.toString());
        assertThat(filter.status()).contains(StatusRange.only(429));
        assertThat(filter.from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void historyIsSummedAsAsked() {
        server.ledger.append(List.of(usage(Optional.empty())));
        JsonObject history =
                server.admin("GET", "api/usage/history?groupBy=key&from=&to=").json();
        assertThat(server.ledger.groupings).containsExactly(Grouping.NONE, Grouping.API_KEY);
        assertThat(history.getJsonArray("items").getJsonObject(0).getString("key"))
                .isEqualTo("a");
        assertThat(history.getJsonObject("total").getInt("requests")).isEqualTo(1);
        assertThat(history.getJsonObject("total").getJsonNumber("costUsd").bigDecimalValue())
                .isEqualByComparingTo("0.003");
    }

    @Test
    void theAuditLogIsPagedNewestFirst() {
        server.admin("POST", "api/keys", "{\"name\":\"a\"}");
        server.admin("POST", "api/keys", "{\"name\":\"b\"}");
        JsonObject first = server.admin("GET", "api/audit?limit=1").json();
        JsonObject entry = first.getJsonArray("items").getJsonObject(0);
        assertThat(entry.getString("action")).isEqualTo("key.create");
        assertThat(entry.getJsonObject("after").getString("name")).isEqualTo("b");
        assertThat(entry.isNull("before")).isTrue();
        JsonObject second = server.admin("GET", "api/audit?limit=1&after=" + first.getString("next"))
                .json();
        assertThat(second.getJsonArray("items")
                        .getJsonObject(0)
                        .getJsonObject("after")
                        .getString("name"))
                .isEqualTo("a");
    }

    @Test
    void theCatalogueTellsWhatAConnectionMustBring() {
        JsonObject azure = server.admin("GET", "api/catalog/azure").json();
        assertThat(azure.getJsonArray("parameters").getString(0)).isEqualTo("resource");
        assertThat(azure.getBoolean("apiKeyRequired")).isTrue();
        assertThat(azure.getJsonArray("models").getJsonObject(0).getString("id"))
                .isEqualTo("gpt-4o");
        JsonObject list = server.admin("GET", "api/catalog?limit=2").json();
        assertThat(list.getJsonArray("items")).hasSize(2);
        assertThat(list.getString("next")).isEqualTo("azure");
    }

    @Test
    void healthTellsOfDatabaseAndJournal() {
        JsonObject well = server.admin("GET", "api/monitoring/health").json();
        assertThat(well.getString("status")).isEqualTo("healthy");
        assertThat(well.getJsonObject("database").getInt("latencyMs")).isEqualTo(3);
        assertThat(well.getJsonObject("journal").getInt("pending")).isEqualTo(7);
        assertThat(well.getString("version")).isNotBlank();
        server.databaseAnswer = Optional.empty();
        Answer ill = server.admin("GET", "api/monitoring/health");
        assertThat(ill.status()).isEqualTo(200);
        assertThat(ill.json().getString("status")).isEqualTo("degraded");
        assertThat(ill.json().getJsonObject("database").getBoolean("up")).isFalse();
    }

    private static UsageRecord usage(Optional<UUID> key) {
        return usage(key, OptionalLong.of(12));
    }

    private static UsageRecord usage(Optional<UUID> key, OptionalLong firstByteMillis) {
        BigDecimal cent = new BigDecimal("0.001000000000");
        return new UsageRecord(
                UUID.randomUUID(),
                "req-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                key,
                Optional.empty(),
                "fast",
                "acme",
                "a",
                "openai-chat",
                "gemini",
                true,
                200,
                new Usage(10, 4, 2, 20, 5, false, 0, Usage.Tier.STANDARD),
                new Cost(cent, cent, cent, BigDecimal.ZERO, BigDecimal.ZERO),
                firstByteMillis,
                34,
                100,
                200,
                List.of(new Attempt(
                        "acme",
                        "a",
                        Optional.of(UUID.randomUUID()),
                        429,
                        Optional.of("rate_limited"),
                        3,
                        Optional.of(true))),
                Optional.empty(),
                Optional.empty(),
                UsageRecord.Source.VENDOR,
                BigDecimal.ZERO,
                Optional.empty());
    }
}
