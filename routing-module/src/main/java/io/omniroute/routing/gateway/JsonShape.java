package io.omniroute.routing.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omniroute.provider.wire.Json;
import java.io.IOException;

/** Tells JSON from what only claims to be, without building a tree. */
final class JsonShape {
    private JsonShape() {}

    /** Whether the bytes are exactly one well-formed JSON object. */
    static boolean isObject(byte[] bytes) {
        return isObject(bytes, 0, bytes.length);
    }

    static boolean isObject(byte[] buffer, int from, int to) {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(buffer, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
