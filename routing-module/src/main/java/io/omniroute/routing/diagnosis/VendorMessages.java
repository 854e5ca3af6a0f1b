package io.omniroute.routing.diagnosis;

import io.omniroute.provider.store.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what a vendor says is wrong, whatever its format. */
final class VendorMessages {
    private static final int MAX_LENGTH = 500;

    private VendorMessages() {}

    /** The vendor's own words without the key, which some vendors repeat; a plain sentence when it has none. */
    static String read(byte[] body, int status, Optional<Secret> key) {
        String message = message(new String(body, StandardCharsets.UTF_8))
                .orElse("The vendor answered with status " + status + ".");
        String clean =
                key.map(secret -> message.replace(secret.reveal(), "***")).orElse(message);
        return clean.length() > MAX_LENGTH ? clean.substring(0, MAX_LENGTH) + "…" : clean;
    }

    /** {@code {"error":{"message"}}} of OpenAI, Anthropic and Gemini, or the plainer shapes of those that resemble them. */
    private static Optional<String> message(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readValue() instanceof JsonObject json ? message(json) : Optional.empty();
        } catch (RuntimeException e) { // the parser has many kinds, and a plain one for what is nested too deeply
            return Optional.empty(); // HTML of a proxy, or nothing
        }
    }

    private static Optional<String> message(JsonObject json) {
        JsonValue error = json.get("error");
        if (error instanceof JsonObject inner) {
            return text(inner.get("message"));
        }
        return text(error).or(() -> text(json.get("message"))).or(() -> text(json.get("detail")));
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonString string && !string.getString().isBlank()
                ? Optional.of(string.getString())
                : Optional.empty();
    }
}
