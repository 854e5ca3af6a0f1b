package io.omniroute.persistence.jpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.omniroute.provider.wire.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Texts as columns. */
public final class Texts {
    private Texts() {}

    /** Shortens what came from outside to its column, and drops NUL, which PostgreSQL refuses in any text. */
    public static String fit(String text, int length) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= length) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(length - 1)) ? length - 1 : length;
        return clean.substring(0, end);
    }

    public static String json(Object listOrMap) {
        try {
            return Json.MAPPER.writeValueAsString(listOrMap);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a list or map of texts", e);
        }
    }

    public static List<String> list(String json) {
        return read(json, new TypeReference<List<String>>() {});
    }

    public static Map<String, String> map(String json) {
        return read(json, new TypeReference<Map<String, String>>() {});
    }

    /** An object whose members the domain reads. */
    public static JsonObject object(String json) {
        try (JsonReader reader = jakarta.json.Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    /** The same id for the same parts: the primary key of a row whose own key has several columns. */
    public static String idOf(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that this gateway wrote is not JSON any more", e);
        }
    }
}
