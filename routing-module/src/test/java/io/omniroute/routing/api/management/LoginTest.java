package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.audit.AuditEntry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final Map<String, String> RIGHT =
            Map.of("Authorization", ManagementServer.basic("admin", ManagementServer.PASSWORD));
    private static final Map<String, String> WRONG = Map.of("Authorization", ManagementServer.basic("admin", "guess"));

    private final ManagementServer server = new ManagementServer();

    @ParameterizedTest
    @ValueSource(strings = {"api/keys", "api/nothing-here", "api"})
    void nobodyGetsInWithoutCredentials(String path) {
        Answer answer = server.send("GET", path, "", Map.of());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().getHeaderString("WWW-Authenticate"))
                .isEqualTo("Basic realm=\"OmniRoute\", charset=\"UTF-8\"");
        assertThat(answer.json().getJsonObject("error").getString("message")).isNotBlank();
        AuditEntry entry = server.desk.stores.audit.last();
        assertThat(entry.action()).isEqualTo("auth.login.missing");
        assertThat(entry.target()).isEqualTo("GET /" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//api/keys", "/%61pi/keys", "/api//keys", "/api;x=1/keys", "/./api/keys"})
    void aStrangeSpellingOfThePathDoesNotSlipPastTheLogin(String path) {
        Answer answer = server.send("GET", "http://gateway.example:20128" + path, "", Map.of());
        assertThat(answer.status()).isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic OnB3", "Bearer sk-abc", "Basic AGE6Yg=="})
    void whatIsNoBasicHeaderCountsAsNone(String header) {
        assertThat(server.send("GET", "api/keys", "", Map.of("Authorization", header))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void pathsOutsideOfTheApiAreLeftAlone() {
        Answer answer = server.send("GET", "v1/models", "", Map.of());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("<html>");
    }

    @Test
    void fiveWrongPasswordsShutTheAddressOutForFifteenMinutes() {
        for (int i = 0; i < 5; i++) {
            assertThat(server.send("GET", "api/keys", "", WRONG).status()).isEqualTo(401);
            assertThat(server.desk.stores.audit.last().action()).isEqualTo("auth.login.failed");
            assertThat(server.desk.stores.audit.last().actor()).isEqualTo("admin");
        }
        Answer shutOut = server.send("GET", "api/keys", "", RIGHT);
        assertThat(shutOut.status()).isEqualTo(429);
        assertThat(shutOut.response().getHeaderString("Retry-After")).isEqualTo("900");
        server.peer = "192.0.2.8";
        assertThat(server.send("GET", "api/keys", "", RIGHT).status()).isEqualTo(200);
        server.peer = "192.0.2.7";
        server.clock.advance(Duration.ofMinutes(15));
        assertThat(server.send("GET", "api/keys", "", RIGHT).status()).isEqualTo(200);
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreShutOutTogether() {
        for (int i = 1; i <= 5; i++) {
            server.peer = "2001:db8:0:7::" + i;
            assertThat(server.send("GET", "api/keys", "", WRONG).status()).isEqualTo(401);
            assertThat(server.desk.stores.audit.last().address()).isEqualTo("2001:db8:0:7:0:0:0:" + i);
        }
        server.peer = "2001:db8:0:7::99";
        assertThat(server.send("GET", "api/keys", "", RIGHT).status()).isEqualTo(429);
        server.peer = "2001:db8:0:8::1";
        assertThat(server.send("GET", "api/keys", "", RIGHT).status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordsFarApartShutNobodyOut() {
        for (int i = 0; i < 12; i++) {
            server.send("GET", "api/keys", "", WRONG);
            server.clock.advance(Duration.ofSeconds(76));
        }
        assertThat(server.send("GET", "api/keys", "", RIGHT).status()).isEqualTo(200);
    }

    @Test
    void rightCredentialsAreHashedOnceAMinute() {
        server.send("GET", "api/keys", "", RIGHT);
        server.send("GET", "api/keys", "", RIGHT);
        assertThat(server.desk.passwords.compared).isEqualTo(1);
        server.clock.advance(Duration.ofSeconds(61));
        server.send("GET", "api/keys", "", RIGHT);
        assertThat(server.desk.passwords.compared).isEqualTo(2);
    }

    @Test
    void aChangedPasswordCountsAtOnce() {
        Map<String, String> viewer =
                Map.of("Authorization", ManagementServer.basic("viewer", ManagementServer.PASSWORD));
        assertThat(server.send("GET", "api/keys", "", viewer).status()).isEqualTo(200);
        server.admin("PATCH", "api/users/viewer", "{\"password\":\"another long password\"}");
        assertThat(server.send("GET", "api/keys", "", viewer).status()).isEqualTo(401);
    }

    @Test
    void anUnknownNameCostsAsMuchWorkAsAWrongPassword() {
        int before = server.desk.passwords.hashed;
        server.send("GET", "api/keys", "", Map.of("Authorization", ManagementServer.basic("nobody", "guess")));
        assertThat(server.desk.passwords.hashed).isEqualTo(before + 1);
    }

    @Test
    void theAuditNamesTheAddressThatATrustedProxySaw() {
        server.peer = "10.1.2.3";
        server.send("GET", "api/keys", "", Map.of("X-Forwarded-For", "203.0.113.9, 198.51.100.4, 10.9.9.9"));
        assertThat(server.desk.stores.audit.last().address()).isEqualTo("198.51.100.4");
        server.peer = "192.0.2.1";
        server.send("GET", "api/keys", "", Map.of("X-Forwarded-For", "203.0.113.9"));
        assertThat(server.desk.stores.audit.last().address()).isEqualTo("192.0.2.1");
    }

    @Test
    void aPageOfAnotherSiteMayReadButNotWrite() {
        String auth = RIGHT.get("Authorization");
        String body = "{\"demoProvider\":false}";
        for (Map<String, String> headers : java.util.List.of(
                Map.of("Authorization", auth, "Sec-Fetch-Site", "cross-site"),
                Map.of("Authorization", auth, "Sec-Fetch-Site", "same-site"),
                Map.of("Authorization", auth, "Origin", "https://evil.example"),
                Map.of("Authorization", auth, "Origin", "null"))) {
            assertThat(server.send("PATCH", "api/settings", body, headers).status())
                    .as("%s", headers.keySet())
                    .isEqualTo(403);
            assertThat(server.desk.stores.audit.last().action()).isEqualTo("auth.cross-site");
            assertThat(server.send("GET", "api/settings", "", headers).status()).isEqualTo(200);
        }
        Map<String, String> own = Map.of("Authorization", auth, "Origin", "http://gateway.example:20128");
        assertThat(server.send("PATCH", "api/settings", body, own).status()).isEqualTo(200);
    }

    @Test
    void strangersCannotFloodTheAuditLog() {
        for (int i = 0; i < 50; i++) {
            server.send("GET", "api/keys", "", Map.of());
        }
        assertThat(server.desk.stores.audit.entries()).hasSize(5);
    }
}
