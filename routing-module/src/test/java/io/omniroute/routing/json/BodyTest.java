package io.omniroute.routing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    @ParameterizedTest
    @CsvSource({
        "1700000000, 2023-11-14T22:13:20Z",
        "1700000000000, 2023-11-14T22:13:20Z",
        "\"2023-11-14T22:13:20Z\", 2023-11-14T22:13:20Z",
        "\"2023-11-14T23:13:20+01:00\", 2023-11-14T22:13:20Z",
        "\"2023-11-14\", 2023-11-14T00:00:00Z",
        "\"1700000000\", 2023-11-14T22:13:20Z",
    })
    void readsInstantsAsPeopleAndScriptsWriteThem(String json, Instant expected) {
        assertThat(body("{\"at\":" + json + "}").instant("at")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"soon\"", "\"-999999999-01-01T00:00:00Z\"", "\"+999999999-12-31T00:00:00Z\"", "-5", "1e30"})
    void refusesWhatIsNoInstant(String json) {
        assertThatThrownBy(() -> body("{\"at\":" + json + "}").instant("at"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(422);
                    assertThat(refusal.field()).contains("at");
                });
    }

    @Test
    void wholeNumbersMayBeWrittenWithAnExponent() {
        assertThat(body("{\"n\":1e2}").whole("n", 0, 1000)).contains(100L);
        assertThat(body("{\"n\":5.0}").whole("n", 0, 1000)).contains(5L);
    }

    @Test
    void numbersHaveAnEnd() {
        for (String number : List.of("9".repeat(200_000), "0." + "1".repeat(200_000), "1e999999999", "1e99999999999")) {
            assertThatThrownBy(() -> body("{\"n\":" + number + "}").whole("n", 0, 1000))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.getMessage())
                            .contains("too many digits"));
        }
    }

    @Test
    void aPatchMergesObjectsAndKeepsNulls() {
        Body merged = body("{\"a\":null,\"o\":{\"x\":1},\"l\":[3]}")
                .mergedOnto(body("{\"a\":1,\"b\":2,\"o\":{\"x\":0,\"y\":2},\"l\":[1,2]}")
                        .json());
        assertThat(merged.json()).hasToString("{\"a\":null,\"b\":2,\"o\":{\"x\":1,\"y\":2},\"l\":[3]}");
        assertThat(merged.isNull("a")).isTrue();
        assertThat(merged.has("a")).isFalse();
    }

    @Test
    void linesHoldNothingThatADatabaseOrAHeaderWouldChokeOn() {
        for (String text : new String[] {"a\\u0000b", "a\\nb", "\\ud800", " a", "a ", ""}) {
            assertThatThrownBy(() -> body("{\"name\":\"" + text + "\"}").requireLine("name", 100))
                    .as(text)
                    .isInstanceOf(Refusal.class);
        }
        assertThat(body("{\"name\":\"Käthe 🦊\"}").requireLine("name", 100)).isEqualTo("Käthe 🦊");
    }

    @Test
    void whatIsNestedTooDeeplyIsMalformed() {
        for (String json : new String[] {
            "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}", "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)
        }) {
            assertThatThrownBy(() -> body(json)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.status()).isEqualTo(400);
                assertThat(refusal).hasMessage("The body is nested too deeply.");
            });
        }
    }

    @Test
    void whatTheStreamThrowsIsNotTheParsers() {
        RuntimeException tooLong = new IllegalArgumentException("too long");
        InputStream stream = new InputStream() {
            @Override
            public int read() {
                throw tooLong;
            }
        };
        assertThatThrownBy(() -> Body.parse(stream)).isSameAs(tooLong);
    }

    @Test
    void nestedFaultsNameTheWholePath() {
        Body body = body("{\"keys\":[{\"name\":\"a\"},{\"name\":7}]}");
        assertThatThrownBy(() -> body.objects("keys").get(1).text("name"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).contains("keys[1].name"));
    }

    private static Body body(String json) {
        return Body.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
