package io.omniroute.routing.affinity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.util.Optional;

/** Reads the id of an OpenAI Responses answer from its head, no further. */
public final class ResponseIds {
    private ResponseIds() {}

    /** Of a whole answer ({@code id}) or of the first event of a stream ({@code response.id}). */
    public static Optional<String> read(byte[] json, int from, int to) {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(json, from, to - from)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? find(parser) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // what the vendor says wrongly is told elsewhere
        }
    }

    private static Optional<String> find(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("id") && value == JsonToken.VALUE_STRING) {
                return Optional.of(parser.getText());
            }
            if (name.equals("response") && value == JsonToken.START_OBJECT) {
                return find(parser);
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }
}
