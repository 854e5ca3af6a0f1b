package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.capture.CapturedCall;
import io.omniroute.routing.capture.CapturedPart;
import io.omniroute.routing.capture.CapturedPart.Kind;
import io.omniroute.routing.fakes.UsageRecords;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.LogFilter.Field;
import io.omniroute.routing.usage.LoggedAttempt;
import io.omniroute.routing.usage.StatusRange;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsTest {
    private final ManagementServer server = new ManagementServer();

    @ParameterizedTest
    @CsvSource({
        "status=ok, 100, 399",
        "status=error, 400, 999",
        "errors=true, 400, 999",
        "status=5xx, 500, 599",
        "status=2xx, 200, 299",
        "status=404, 404, 404",
        "status=4xx&errors=true, 400, 499"
    })
    void statusesAreCodesClassesOrWords(String query, int from, int to) {
        assertThat(filter(query).status()).contains(new StatusRange(from, to));
    }

    @Test
    void everyFilterReachesTheLedger() {
        UUID id = UUID.randomUUID();
        LogFilter filter = filter(
                "requestedModel=fast&apiKeyId=" + id
                        + "&combo=always-on&source=cache&streamed=false&requestId=r1&search=Boom%20x&from=2026-01-01&to=2026-01-02");
        assertThat(filter.exactly())
                .isEqualTo(Map.of(
                        Field.REQUESTED_MODEL,
                        "fast",
                        Field.API_KEY,
                        id.toString(),
                        Field.COMBO,
                        "always-on",
                        Field.SOURCE,
                        "CACHE",
                        Field.REQUEST_ID,
                        "r1"));
        assertThat(filter.streamed()).contains(false);
        assertThat(filter.search()).contains("Boom x");
        assertThat(filter.from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(filter("search=x&to=2026-03-01").from())
                .contains(Instant.parse("2026-03-01T00:00:00Z").minus(Duration.ofDays(31)));
        assertThat(filter("").from()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "logs?statsu=200, statsu",
        "logs?status=6xx, status",
        "logs?status=99, status",
        "logs?status=ok&errors=true, status",
        "logs?source=vendors, source",
        "logs?streamed=yes, streamed",
        "logs?connectionId=x, connectionId",
        "logs?limit=1001, limit",
        "logs?after=00000000-0000-0000-0000-000000000001, after",
        "attempts?after=1, after",
        "attempts?after=00000000-0000-0000-0000-000000000001.001, after",
        "attempts?failed=1, failed",
        "attempts?asked=maybe, asked",
        "attempts?status=200, status",
    })
    void whatIsNotUnderstoodIsRefusedByName(String query, String field) {
        Answer answer = server.admin("GET", "api/usage/" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void oneCallTellsOfItsAttemptsAndTheirConnectionsByName() {
        Connection account = Fixture.connection("acme", 1);
        server.desk.stores.connections.put(account);
        UsageRecord usage = UsageRecords.with(List.of(
                new Attempt(
                        "acme",
                        "a",
                        Optional.of(account.id().value()),
                        429,
                        Optional.of("RATE_LIMITED: slow"),
                        3,
                        Optional.empty()),
                new Attempt("beta", "b", Optional.of(UUID.randomUUID()), 200, Optional.empty(), 9, Optional.of(true))));
        server.ledger.append(List.of(usage));
        JsonObject call = server.admin("GET", "api/usage/logs/" + usage.id()).json();
        assertThat(call.getString("combo")).isEqualTo("always-on");
        assertThat(call.getBoolean("captured")).isFalse();
        JsonObject failed = call.getJsonArray("attempts").getJsonObject(0);
        assertThat(failed.getString("connectionName")).isEqualTo(account.name());
        assertThat(failed.getString("reason")).isEqualTo("RATE_LIMITED: slow");
        assertThat(failed.getBoolean("failed")).isTrue();
        assertThat(failed.containsKey("asked")).isFalse();
        assertThat(call.getJsonArray("attempts").getJsonObject(1).getBoolean("asked"))
                .isTrue();
        assertThat(call.getJsonArray("attempts").getJsonObject(1).isNull("connectionName"))
                .isTrue();
        assertThat(server.admin("GET", "api/usage/logs/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(server.admin("GET", "api/usage/logs/x").status()).isEqualTo(404);
    }

    @Test
    void attemptsAreListedWithTheirCalls() {
        UUID connection = UUID.randomUUID();
        AttemptId id = new AttemptId(UUID.randomUUID(), 2);
        server.attempts.attempts.add(new LoggedAttempt(
                id,
                Instant.EPOCH,
                "r",
                new Attempt(
                        "acme",
                        "a",
                        Optional.of(connection),
                        503,
                        Optional.of("OVERLOADED: x"),
                        3,
                        Optional.of(false))));
        JsonObject attempt = server.admin(
                        "GET",
                        "api/usage/attempts?connectionId=" + connection
                                + "&provider=acme&failed=true&asked=false&limit=5")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(attempt.getString("callId")).isEqualTo(id.call().toString());
        assertThat(attempt.getInt("number")).isEqualTo(2);
        assertThat(attempt.getBoolean("failed")).isTrue();
        assertThat(attempt.getBoolean("asked")).isFalse();
        assertThat(server.attempts.queries.get(0).failed()).contains(true);
        assertThat(server.attempts.queries.get(0).asked()).contains(false);
        assertThat(server.attempts.queries.get(0).connectionId()).contains(connection);
    }

    @Test
    void whoReadsBodiesIsAuditedAndOthersAreKeptOut() {
        UUID key = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        server.bodies.put(new CapturedCall(
                id,
                Instant.EPOCH,
                key,
                List.of(
                        new CapturedPart(
                                Kind.CLIENT_REQUEST,
                                Optional.empty(),
                                Map.of("accept", "x"),
                                3,
                                false,
                                Optional.empty(),
                                "abc"),
                        new CapturedPart(
                                Kind.VENDOR_REQUEST,
                                Optional.empty(),
                                Map.of(),
                                3,
                                false,
                                Optional.of(Kind.CLIENT_REQUEST),
                                ""))));
        String path = "api/usage/logs/" + id + "/bodies";
        JsonObject bodies = server.as(Role.AUDITOR, "GET", path, "").json();
        assertThat(bodies.getJsonObject("clientRequest").getString("body")).isEqualTo("abc");
        assertThat(bodies.getJsonObject("vendorRequest").getString("same")).isEqualTo("clientRequest");
        assertThat(bodies.getJsonObject("vendorRequest").containsKey("body")).isFalse();
        var entry = server.desk.stores.audit.last();
        assertThat(entry.action()).isEqualTo("bodies.read");
        assertThat(entry.actor()).isEqualTo("auditor");
        assertThat(entry.target()).contains(id.toString());
        assertThat(entry.after().orElseThrow()).contains(key.toString());
        assertThat(server.as(Role.OPERATOR, "GET", path, "").status()).isEqualTo(403);
        assertThat(server.admin("DELETE", "api/usage/bodies").field()).isEqualTo("before");
        assertThat(server.admin("DELETE", "api/usage/bodies?before=2026-01-01")
                        .json()
                        .getInt("removed"))
                .isEqualTo(1);
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("bodies.delete");
        assertThat(server.admin("GET", path).status()).isEqualTo(404);
    }

    @Test
    void captureIsOffUntilAnAdministratorWantsItAndNeverWithoutALog() {
        JsonObject off = server.admin("GET", "api/settings/capture").json();
        assertThat(off.getBoolean("enabled")).isFalse();
        assertThat(off.getInt("maxBytes")).isEqualTo(65_536);
        assertThat(server.admin("PUT", "api/settings/capture", "{\"retentionDays\":0}")
                        .field())
                .isEqualTo("retentionDays");
        assertThat(server.admin("PUT", "api/settings/capture", "{\"maxBytes\":1048577}")
                        .status())
                .isEqualTo(422);
        assertThat(server.admin("PUT", "api/settings/capture", "{\"enabled\":true}")
                        .json()
                        .getBoolean("enabled"))
                .isTrue();
        assertThat(server.admin("GET", "api/config")
                        .json()
                        .getJsonObject("policies")
                        .getJsonObject("capture")
                        .getBoolean("enabled"))
                .isTrue();
        JsonObject key = server.admin("POST", "api/keys", "{\"name\":\"a\"}").json();
        assertThat(key.getBoolean("captureBodies")).isFalse();
        String path = "api/keys/" + key.getString("id");
        assertThat(server.admin("PATCH", path, "{\"captureBodies\":true}")
                        .json()
                        .getBoolean("captureBodies"))
                .isTrue();
        Answer both = server.admin("PATCH", path, "{\"noLog\":true}");
        assertThat(both.status()).isEqualTo(422);
        assertThat(both.field()).isEqualTo("captureBodies");
    }

    private LogFilter filter(String query) {
        assertThat(server.admin("GET", "api/usage/logs?" + query).status()).isEqualTo(200);
        return server.ledger.queries.get(server.ledger.queries.size() - 1).filter();
    }
}
