package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What Gemini checks before it answers (Gemini API: "function response turn comes immediately after a function call turn"). */
final class GeminiRules {
    private GeminiRules() {}

    static void check(JsonNode body) {
        JsonNode contents = body.path("contents");
        assertThat(contents).as("contents").isNotEmpty();
        List<String> called = List.of();
        String expectedRole = "user";
        for (JsonNode content : contents) {
            assertThat(content.path("role").asText()).isEqualTo(expectedRole);
            assertThat(content.path("parts")).as("parts").isNotEmpty();
            content.path("parts").forEach(GeminiRules::checkPart);
            assertThat(names(content, "functionResponse")).isEqualTo(called);
            called = names(content, "functionCall");
            expectedRole = expectedRole.equals("user") ? "model" : "user";
        }
        assertThat(called).as("calls at the end").isEmpty();
    }

    private static void checkPart(JsonNode part) {
        if (part.has("text")) {
            assertThat(part.path("text").asText().isEmpty() && !part.has("thoughtSignature"))
                    .as("empty text")
                    .isFalse();
        }
        if (part.has("functionResponse")) {
            assertThat(part.at("/functionResponse/response").isObject()).isTrue();
        }
        if (part.has("functionCall")) {
            assertThat(part.at("/functionCall/args").isObject()).isTrue();
        }
    }

    private static List<String> names(JsonNode content, String member) {
        List<String> names = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            if (part.has(member)) {
                names.add(part.path(member).path("name").asText());
                assertThat(names.get(names.size() - 1)).matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");
            }
        }
        return names;
    }
}
