package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.session.SessionName;
import io.omniroute.routing.session.SessionName.Source;
import io.omniroute.routing.telemetry.CallKind;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.Timeline;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timings, sessions and the health of a node, as administrators see them. */
class TelemetryTest {
    private static final SessionName NAMED = new SessionName(Source.HEADER, "mine");

    private final ManagementServer server = new ManagementServer();
    private final ApiKeyId owner = ApiKeyId.random();
    private final Instant start = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void theSummaryShowsEveryPhaseInMilliseconds() {
        Timeline timeline = new Timeline(System.nanoTime() - 50_000_000);
        timeline.enter(Phase.CONNECT);
        timeline.waitedForVendor(30_000_000);
        server.timings.add(timeline.end(CallKind.STREAMED));
        server.timings.add(new Timeline(System.nanoTime()).end(CallKind.UNSERVED));
        JsonObject summary = server.admin("GET", "api/telemetry/summary").json();
        assertThat(summary.getInt("windowMs")).isEqualTo(300_000);
        assertThat(summary.getInt("count")).isEqualTo(1);
        assertThat(summary.getInt("unserved")).isEqualTo(1);
        double whole = summary.getJsonNumber("p99").doubleValue();
        assertThat(whole).isGreaterThanOrEqualTo(50);
        assertThat(summary.getJsonObject("overhead").getJsonNumber("p50").doubleValue())
                .isBetween(20.0, whole);
        assertThat(summary.getJsonObject("kinds").keySet()).containsExactly("whole", "streamed", "memory");
        JsonObject phases = summary.getJsonObject("phaseBreakdown");
        assertThat(phases.keySet())
                .containsExactly("parse", "validate", "policy", "resolve", "connect", "stream", "finalize");
        assertThat(phases.getJsonObject("parse").getJsonNumber("p50").doubleValue())
                .isGreaterThanOrEqualTo(50);
        assertThat(phases.getJsonObject("policy").getInt("count")).isZero();
        assertThat(phases.getJsonObject("connect").keySet()).containsExactly("count", "p50", "p95", "p99", "avg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "86400001", "1.5", "soon", "99999999999"})
    void aWindowThatIsNoneIsRefused(String window) {
        Answer refused = server.admin("GET", "api/telemetry/summary?windowMs=" + window);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("windowMs");
    }

    @Test
    void sessionsAreListedWithWhatTheyCameTo() {
        server.sessions.add(owner, NAMED, call(0));
        server.sessions.add(owner, new SessionName(Source.CONTENT, "f00df00df00df00d"), call(1));
        Answer answer = server.as(Role.VIEWER, "GET", "api/sessions", "");
        assertThat(answer.text()).doesNotContain("f00d");
        JsonObject list = answer.json();
        assertThat(list.getInt("count")).isEqualTo(2);
        JsonObject unnamed = list.getJsonArray("sessions").getJsonObject(0);
        assertThat(unnamed.getString("source")).isEqualTo("content");
        assertThat(unnamed.isNull("name")).isTrue();
        JsonObject named = list.getJsonArray("sessions").getJsonObject(1);
        assertThat(named.keySet())
                .containsExactly(
                        "id",
                        "source",
                        "name",
                        "apiKeyId",
                        "model",
                        "provider",
                        "connectionId",
                        "startedAt",
                        "lastSeenAt",
                        "requests",
                        "failures",
                        "tokens",
                        "costUsd");
        assertThat(named.getString("name")).isEqualTo("mine");
        assertThat(named.getString("apiKeyId")).isEqualTo(owner.toString());
        assertThat(named.getString("startedAt")).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(named.getJsonObject("tokens").getInt("input")).isEqualTo(7);
        assertThat(named.getJsonNumber("costUsd").bigDecimalValue()).isEqualByComparingTo("0.1");
    }

    @Test
    void sessionsArePaged() {
        for (int i = 0; i < 3; i++) {
            server.sessions.add(owner, new SessionName(Source.HEADER, "s" + i), call(i));
        }
        JsonObject first = server.admin("GET", "api/sessions?limit=2").json();
        assertThat(first.getInt("count")).isEqualTo(3);
        assertThat(first.getJsonArray("sessions")).hasSize(2);
        JsonObject rest = server.admin("GET", "api/sessions?limit=2&after=" + first.getString("next"))
                .json();
        assertThat(rest.getJsonArray("sessions").getJsonObject(0).getString("name"))
                .isEqualTo("s0");
        assertThat(rest.isNull("next")).isTrue();
        assertThat(server.admin("GET", "api/sessions?after=nobody").field()).isEqualTo("after");
        assertThat(server.admin("GET", "api/sessions?limit=0").field()).isEqualTo("limit");
    }

    @Test
    void aForgottenSessionLosesItsAccountAndTheAuditSaysWhoDidIt() {
        server.sessions.add(owner, NAMED, call(0));
        server.affinity.bindSession(owner, "mine", new Binding(ConnectionId.random(), "acme/a"));
        String path = "api/sessions/" + server.sessions.list().get(0).id();
        assertThat(server.as(Role.VIEWER, "DELETE", path, "").status()).isEqualTo(403);
        assertThat(server.affinity.ofSession(owner, "mine")).isPresent();
        assertThat(server.as(Role.OPERATOR, "DELETE", path, "").status()).isEqualTo(204);
        assertThat(server.affinity.ofSession(owner, "mine")).isEmpty();
        assertThat(server.sessions.list()).isEmpty();
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("session.forget");
        assertThat(server.desk.stores.audit.last().actor()).isEqualTo("operator");
        assertThat(server.desk.stores.audit.last().before().orElseThrow()).contains("\"name\":\"mine\"");
        assertThat(server.as(Role.OPERATOR, "DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void healthTellsOfTrafficAndVendors() {
        server.sessions.add(owner, NAMED, call(0));
        server.timings.add(new Timeline(System.nanoTime()).end(CallKind.WHOLE));
        server.databaseAnswer = Optional.empty(); // none of this hangs on it
        JsonObject health = server.admin("GET", "api/monitoring/health").json();
        assertThat(health.keySet())
                .containsAll(Set.of(
                        "status",
                        "version",
                        "uptimeSeconds",
                        "memory",
                        "system",
                        "database",
                        "journal",
                        "providerHealth",
                        "circuitBreakers",
                        "lockouts",
                        "rateLimitStatus",
                        "runningCalls",
                        "openStreams",
                        "sessions",
                        "latency",
                        "cache"));
        assertThat(health.getInt("sessions")).isEqualTo(1);
        assertThat(health.getInt("openStreams")).isZero();
        assertThat(health.getJsonObject("latency").getInt("count")).isEqualTo(1);
        assertThat(health.getJsonObject("latency").getJsonObject("overhead").keySet())
                .contains("p50", "p95", "p99");
        assertThat(health.getJsonObject("cache").getInt("hits")).isZero();
        assertThat(health.getJsonObject("system").getInt("pid")).isPositive();
    }

    private UsageRecord call(int second) {
        return new UsageRecord(
                UUID.randomUUID(),
                "r",
                start.plusSeconds(second),
                Optional.of(owner.value()),
                Optional.of(UUID.randomUUID()),
                "acme/a",
                "acme",
                "a",
                "openai-chat",
                "openai-chat",
                false,
                200,
                new Usage(7, 2, 0, 3, 0, false, 0, Usage.Tier.STANDARD),
                new Cost(new BigDecimal("0.1"), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                OptionalLong.empty(),
                10,
                1,
                1,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                UsageRecord.Source.VENDOR,
                BigDecimal.ZERO,
                Optional.empty());
    }
}
