package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every client-side codec must keep. Fixtures: {@code <case>.client.json} are bodies that real clients send; they
 * must be read, and whatever one value in them is replaced with must be read or refused with 400.
 */
public interface ClientCodecContract {
    ClientCodec codec();

    Envelope ENVELOPE = Envelope.ofPath("acme/model", false, false);

    @TestFactory
    default Stream<DynamicTest> readsWhatClientsSend() {
        return Fixtures.of(codec().format(), ".client.json").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> assertThat(
                                codec().readRequest(Fixtures.read(file), ENVELOPE, new Losses())
                                        .messages())
                        .isNotEmpty()));
    }

    @TestFactory
    default Stream<DynamicTest> anyWrongValueIsRefusedWith400() {
        return Fixtures.of(codec().format(), ".client.json").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> mutateEach(file)));
    }

    @TestFactory
    default Stream<DynamicTest> whatIsNoJsonObjectIsRefusedWith400() {
        return Stream.of("", "{", "[]", "null", "1", "\"x\"", "{}", "{\"model\":\"m\"} trailing")
                .map(body -> DynamicTest.dynamicTest("'" + body + "'", () -> {
                    try {
                        codec().readRequest(body.getBytes(StandardCharsets.UTF_8), ENVELOPE, new Losses());
                        throw new AssertionError("accepted");
                    } catch (GatewayException e) {
                        assertThat(e.failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
                    }
                }));
    }

    private void mutateEach(Path file) throws Exception {
        JsonNode original = Json.MAPPER.readTree(Fixtures.read(file));
        int places = places(original).size();
        String[] replacements = {
            "null", "1", "-1.5", "true", "\"\"", "\"text\"", "[]", "{}", "[1]", "[null]", "{\"a\":1}"
        };
        for (int place = 0; place < places; place++) {
            for (String replacement : replacements) {
                JsonNode copy = original.deepCopy();
                places(copy).get(place).replace(Json.MAPPER.readTree(replacement));
                try {
                    codec().readRequest(Json.bytes(copy), ENVELOPE, new Losses());
                } catch (GatewayException e) {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
                } catch (RuntimeException e) {
                    throw new AssertionError("neither read nor refused: " + copy, e);
                }
            }
        }
    }

    private static List<Place> places(JsonNode node) {
        List<Place> found = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                found.add(value -> object.set(name, value));
                found.addAll(places(object.get(name)));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                found.add(value -> array.set(index, value));
                found.addAll(places(array.get(i)));
            }
        }
        return found;
    }

    /** A value's place in a tree, where another can be put. */
    interface Place {
        void replace(JsonNode value);
    }
}
