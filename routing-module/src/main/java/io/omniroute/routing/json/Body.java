package io.omniroute.routing.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A JSON object that an administrator sent, and where it stands in the whole body. Accessors refuse a wrong type with
 * 400 and a wrong value with 422, both naming the path. JSON null counts as absent, save for {@link #isNull}. Immutable.
 */
public final class Body {
    private final JsonObject json;
    private final String path;

    private Body(JsonObject json, String path) {
        this.json = json;
        this.path = path;
    }

    public static Body of(JsonObject json) {
        return new Body(json, "");
    }

    /** @throws Refusal 400 when the stream is not one JSON object in UTF-8, and nothing else */
    public static Body parse(InputStream in) {
        try (JsonParser parser = Json.createParser(in)) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
                throw Refusal.malformed("", "The body must be a JSON object.");
            }
            Body body = of(parser.getObject());
            if (parser.hasNext()) {
                throw Refusal.malformed("", "The body must be a single JSON object.");
            }
            return body;
        } catch (UnsupportedOperationException
                | NumberFormatException e) { // what Parsson says of a number beyond its bounds
            throw Refusal.malformed("", "A number in the body has too many digits.");
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            // which of them depends on where it breaks; none of their messages is shown, for it may quote a secret
            throw Refusal.malformed("", "The body is not valid JSON.");
        } catch (RuntimeException e) {
            throw isOfTheParser(e) ? Refusal.malformed("", "The body is nested too deeply.") : e;
        }
    }

    public JsonObject json() {
        return json;
    }

    /** This patch applied as RFC 7396 says, except that members which it sets to null stay there as null. */
    public Body mergedOnto(JsonObject target) {
        return new Body(merged(target, json), path);
    }

    /** Where a member stands in the whole body. */
    public String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** @throws Refusal 422 naming the first member that is not among them */
    public Body allow(Set<String> fields) {
        for (String field : json.keySet()) {
            if (!fields.contains(field)) {
                throw invalid(field, "There is no field '" + field + "' here.");
            }
        }
        return this;
    }

    /** A 422 at the member. @param message a whole sentence, without a secret */
    public Refusal invalid(String field, String message) {
        return Refusal.invalid(path(field), message);
    }

    public boolean has(String field) {
        return json.containsKey(field) && !json.isNull(field);
    }

    /** Whether the member is there and null: whoever patches wants the value gone. */
    public boolean isNull(String field) {
        return json.containsKey(field) && json.isNull(field);
    }

    public Optional<String> text(String field) {
        return value(field).map(value -> Values.text(value, path(field)));
    }

    public String requireText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** One line of text: 1 to {@code max} characters, no control characters, no blanks around it. */
    public Optional<String> line(String field, int max) {
        return text(field).map(text -> Values.line(text, path(field), max));
    }

    public String requireLine(String field, int max) {
        return line(field, max).orElseThrow(() -> missing(field));
    }

    public Optional<Boolean> flag(String field) {
        return value(field).map(value -> switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case ARRAY, NULL, NUMBER, OBJECT, STRING -> throw Values.wrong(path(field), "true or false", value);
        });
    }

    /** @throws Refusal 400 when it is no whole number, 422 when it is out of bounds */
    public Optional<Long> whole(String field, long min, long max) {
        return value(field).map(value -> {
            BigDecimal number = Values.number(value, path(field), "a whole number");
            if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
                throw Values.wrong(path(field), "a whole number", value);
            }
            if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw invalid(field, "'" + path(field) + "' must be from " + min + " to " + max + ".");
            }
            return number.longValueExact();
        });
    }

    /** A number that is not negative. */
    public Optional<BigDecimal> amount(String field) {
        return value(field).map(value -> {
            BigDecimal number = Values.number(value, path(field), "a number");
            if (number.signum() < 0) {
                throw invalid(field, "'" + path(field) + "' must not be negative.");
            }
            return number;
        });
    }

    /** ISO 8601 text, or a number of seconds or (from 100,000,000,000 on) milliseconds since 1970. */
    public Optional<Instant> instant(String field) {
        return value(field).map(value -> {
            if (value instanceof JsonString text) {
                return Instants.parse(text.getString()).orElseThrow(() -> wrongInstant(field));
            }
            long number = whole(field, 0, Instants.LAST_MILLI).orElseThrow();
            return Instants.ofNumber(number);
        });
    }

    public Optional<UUID> uuid(String field) {
        return text(field).map(text -> {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw invalid(field, "'" + path(field) + "' must be a UUID.");
            }
        });
    }

    public Optional<Body> object(String field) {
        return value(field).map(value -> asObject(value, path(field)));
    }

    /** The member's objects; empty when it is absent. */
    public List<Body> objects(String field) {
        List<JsonValue> values = array(field);
        List<Body> objects = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            objects.add(asObject(values.get(i), element(field, i)));
        }
        return objects;
    }

    /** Lines of up to {@code max} characters; absent when the member is. */
    public Optional<List<String>> lines(String field, int max) {
        if (!has(field)) {
            return Optional.empty();
        }
        List<JsonValue> values = array(field);
        List<String> lines = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            String place = element(field, i);
            lines.add(Values.line(Values.text(values.get(i), place), place, max));
        }
        return Optional.of(lines);
    }

    /** An object whose members are all lines of text; members that are null are left out. */
    public Map<String, String> lineMap(String field, int max) {
        Map<String, String> map = new LinkedHashMap<>();
        object(field).ifPresent(inner -> inner.json.keySet().forEach(name -> inner.line(name, max)
                .ifPresent(line -> map.put(name, line))));
        return map;
    }

    public Refusal missing(String field) {
        return invalid(field, "'" + path(field) + "' is required.");
    }

    private static JsonObject merged(JsonObject target, JsonObject patch) {
        JsonObjectBuilder merged = Json.createObjectBuilder(target);
        patch.forEach((name, value) -> {
            boolean nested = value instanceof JsonObject && target.get(name) instanceof JsonObject;
            merged.add(name, nested ? merged(target.getJsonObject(name), value.asJsonObject()) : value);
        });
        return merged.build();
    }

    private String element(String field, int index) {
        return path(field) + "[" + index + "]";
    }

    private Optional<JsonValue> value(String field) {
        return has(field) ? Optional.of(json.get(field)) : Optional.empty();
    }

    private List<JsonValue> array(String field) {
        return value(field)
                .map(value -> {
                    if (value instanceof JsonArray array) {
                        return List.<JsonValue>copyOf(array);
                    }
                    throw Values.wrong(path(field), "an array", value);
                })
                .orElse(List.of());
    }

    private Refusal wrongInstant(String field) {
        return invalid(field, "'" + path(field) + "' must be an ISO 8601 instant or a number since 1970.");
    }

    /** Parsson refuses deep nesting with a plain one; the stream and the refusals above throw their own. */
    private static boolean isOfTheParser(RuntimeException e) {
        return e.getClass() == RuntimeException.class;
    }

    private static Body asObject(JsonValue value, String place) {
        if (value instanceof JsonObject object) {
            return new Body(object, place);
        }
        throw Values.wrong(place, "an object", value);
    }
}
