package io.omniroute.routing.usage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The text form of attempts, in the journal and in the ledger alike. */
public final class AttemptJson {
    private AttemptJson() {}

    public static String write(List<Attempt> attempts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(text)) {
            write(json, attempts);
        } catch (IOException e) {
            throw new UncheckedIOException("attempts could not be written to memory", e);
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException when it is not what {@link #write} made */
    public static List<Attempt> read(String text) {
        try {
            return read(Json.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a list of attempts", e);
        }
    }

    static void write(JsonGenerator json, List<Attempt> attempts) throws IOException {
        json.writeStartArray();
        for (Attempt attempt : attempts) {
            json.writeStartObject();
            json.writeStringField("provider", attempt.provider());
            json.writeStringField("model", attempt.model());
            if (attempt.connectionId().isPresent()) {
                json.writeStringField(
                        "connectionId", attempt.connectionId().get().toString());
            }
            json.writeNumberField("status", attempt.status());
            if (attempt.reason().isPresent()) {
                json.writeStringField("reason", attempt.reason().get());
                if (attempt.asked().isPresent()) { // who served was asked: most calls need not say it
                    json.writeBooleanField("asked", attempt.asked().get());
                }
            }
            json.writeNumberField("millis", attempt.millis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Attempt> read(JsonNode array) {
        List<Attempt> attempts = new ArrayList<>(array.size());
        for (JsonNode attempt : array) {
            attempts.add(new Attempt(
                    attempt.required("provider").textValue(),
                    attempt.required("model").textValue(),
                    Optional.ofNullable(attempt.get("connectionId"))
                            .map(JsonNode::textValue)
                            .map(UUID::fromString),
                    attempt.required("status").intValue(),
                    Optional.ofNullable(attempt.get("reason")).map(JsonNode::textValue),
                    attempt.required("millis").longValue(),
                    asked(attempt)));
        }
        return attempts;
    }

    /** Older versions did not tell; of those that served it is plain. */
    private static Optional<Boolean> asked(JsonNode attempt) {
        return attempt.has("reason")
                ? Optional.ofNullable(attempt.get("asked")).map(JsonNode::booleanValue)
                : Optional.of(true);
    }
}
