package io.omniroute.routing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A planted secret never survives, whatever holds it and wherever the body is cut. */
class NoSecretSurvivesTest {
    /** So much of a secret helps nobody. */
    private static final int HARMLESS = 5;

    /** @param body holds the secret @param exact whether the gateway knows it to the letter */
    record Planted(String body, String secret, boolean exact) {}

    @Property(tries = 400)
    void nothingOfASecretIsLeft(@ForAll("planted") Planted planted, @ForAll @IntRange(max = 1_000) int perMille) {
        byte[] whole = planted.body().getBytes(StandardCharsets.UTF_8);
        Redactor redactor = new Redactor(planted.exact() ? List.of(planted.secret()) : List.of());
        assertNothingIsLeft(redactor.redact(whole, false), planted);
        byte[] cut = Arrays.copyOf(whole, whole.length * perMille / 1_000);
        assertNothingIsLeft(redactor.redact(cut, true), planted);
    }

    private static void assertNothingIsLeft(String redacted, Planted planted) {
        for (int i = 0; i + HARMLESS < planted.secret().length(); i++) {
            assertThat(redacted).doesNotContain(planted.secret().substring(i, i + HARMLESS + 1));
        }
    }

    @Provide
    Arbitrary<Planted> planted() {
        Arbitrary<String> secret = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(24)
                .ofMaxLength(60);
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 9);
        Arbitrary<String> around =
                Arbitraries.strings().withChars(" abc é😀\"\\\n\t{}[]:,=").ofMaxLength(40);
        return Combinators.combine(
                        secret, places, around, Arbitraries.integers().between(0, 3))
                .as(NoSecretSurvivesTest::plant);
    }

    private static Planted plant(String secret, int place, String around, int wrapping) {
        ObjectNode json = Json.object().put("before", around);
        switch (place) {
            case 0 -> json.put("apiKey", secret);
            case 1 -> json.put("text", around + " sk-" + secret + " " + around);
            case 2 -> json.put("text", "Bearer " + secret);
            case 3 -> json.putObject("credentials").putArray("all").add(secret);
            case 4 -> json.put("text", "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
            case 5 -> json.put("arguments", Json.text(Json.object().put("client_secret", secret)));
            case 6 -> json.put("text", "DB_PASSWORD=" + secret);
            case 7 -> json.put("text", "eyJ" + secret + "." + secret);
            case 8 -> json.put("text", "no shape at all: " + secret);
            default -> json.put("text", "https://me:" + secret + "@example.org/");
        }
        json.put("after", around);
        return new Planted(wrapped(json, wrapping), secret, place == 8);
    }

    private static String wrapped(ObjectNode json, int wrapping) {
        return switch (wrapping) {
            case 0 -> Json.text(json);
            case 1 -> "event: x\ndata: " + Json.text(json) + "\n\ndata: [DONE]\n\n";
            case 2 -> pretty(json);
            default -> "[" + Json.text(json) + ",\r\n" + Json.text(json) + "]";
        };
    }

    private static String pretty(ObjectNode json) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
