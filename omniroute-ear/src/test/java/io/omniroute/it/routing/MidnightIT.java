package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.time.TimeMachine;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is counted by the day and by the week begins anew when the clock says so. */
class MidnightIT {
    private static TimeMachine time;
    private static TestGateway gateway;
    private static Vendors vendors;
    /** 00:00 UTC. */
    private static ZonedDateTime tuesday;

    @BeforeAll
    static void connect() {
        time = TimeMachine.get();
        gateway = time.gateway();
        vendors = new Vendors(gateway).add("counted", 1).add("spare", 1);
        gateway.put("/api/pricing", object("spare", object("m", object("input", 100, "output", 100))));
        List<JsonNode> steps = List.of(object("model", "counted/m"), object("model", "spare/m"));
        gateway.post("/api/combos", object("name", "counted-first", "strategy", "fill-first", "steps", steps));
    }

    @AfterAll
    static void disconnect() {
        vendors.close();
    }

    @Test
    void quotaWindowsOfAnAccountRollOver() {
        itIsTenToMidnightOnATuesday();
        List<JsonNode> windows = List.of(
                object("window", "daily", "unit", "requests", "limit", 2),
                object("window", "weekly", "unit", "requests", "limit", 3));
        gateway.patch("/api/providers/" + account(), object("quotas", windows));

        assertThat(List.of(server(), server(), server())).containsExactly("counted", "counted", "spare");
        assertThat(resetOf("daily-requests")).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));

        daysPass(1);
        assertThat(server()).isEqualTo("counted");
        assertThat(server()).as("the week is used up").isEqualTo("spare");
        assertThat(resetOf("weekly-requests")).isBetween(Duration.ofDays(4), Duration.ofDays(5));

        daysPass(2);
        assertThat(server()).isEqualTo("spare");
        daysPass(6);
        assertThat(server()).as("on Monday").isEqualTo("counted");
    }

    @Test
    void theBudgetOfADayIsWholeAgainTheNextDay() {
        itIsTenToMidnightOnATuesday();
        String key = gateway.newKey("spender-of-the-day");
        JsonNode budget = gateway.post(
                "/api/usage/budget",
                object("scope", "key", "target", "spender-of-the-day", "period", "day", "limitUsd", 0.05));
        String path = "/api/usage/budget/" + budget.path("id").asText();
        spendAll(key);
        assertThat(gateway.get(path).at("/spending/spentUsd").asDouble()).isPositive();
        daysPass(1);
        assertThat(gateway.get(path).at("/spending/spentUsd").asDouble()).isZero();
        try (RawCall call = call(Dialect.MESSAGES, "spare/m", key)) {
            assertThat(call.status()).isEqualTo(200);
        }
    }

    private static void itIsTenToMidnightOnATuesday() {
        tuesday = time.now()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
                .truncatedTo(ChronoUnit.DAYS);
        time.forwardTo(tuesday.plusHours(23).plusMinutes(50).toInstant());
    }

    private static void daysPass(int days) {
        time.forwardTo(tuesday.plusDays(days).toInstant());
    }

    private static void spendAll(String key) {
        for (int i = 0; i < 100; i++) {
            try (RawCall call = call(Dialect.MESSAGES, "spare/m", key)) {
                if (call.status() == 429) {
                    assertThat(call.text()).contains("budget");
                    assertThat(Integer.parseInt(call.header("retry-after"))).isBetween(1, 600);
                    return;
                }
                assertThat(call.status()).isEqualTo(200);
            }
        }
        throw new AssertionError("the budget let 100 calls through");
    }

    private static String server() {
        try (RawCall call = call(Dialect.CHAT, "counted-first", gateway.key())) {
            assertThat(call.status()).isEqualTo(200);
            return call.header("x-omniroute-provider");
        }
    }

    private static RawCall call(Dialect format, String model, String key) {
        return RawCall.post(
                gateway.port(),
                format.path(model, false),
                format.headers(key),
                format.body(model, false).toString());
    }

    private static String account() {
        for (JsonNode each : gateway.get("/api/providers?limit=1000").path("items")) {
            if (each.path("provider").asText().equals("counted")) {
                return each.path("id").asText();
            }
        }
        throw new AssertionError("there is no such account");
    }

    private static Duration resetOf(String window) {
        JsonNode quota = gateway.get("/api/usage/" + account()).at("/quotas/" + window);
        assertThat(quota.path("exhausted").asBoolean()).as(quota.toString()).isTrue();
        return Duration.ofSeconds(quota.path("resetInSeconds").asLong());
    }
}
