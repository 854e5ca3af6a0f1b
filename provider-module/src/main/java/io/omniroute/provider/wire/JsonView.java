package io.omniroute.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A place in a client's body: a node and the path that leads to it. Every accessor checks the type and, when it does not
 * fit, throws BAD_REQUEST with the JSON path, such as {@code messages[0].content}. JSON null counts as absent.
 *
 * @param path empty for the body itself
 */
public record JsonView(JsonNode node, String path) {
    /** The member's place, whether it exists or not. */
    public JsonView at(String field) {
        return new JsonView(node.path(field), path.isEmpty() ? field : path + "." + field);
    }

    /** True when there is a value that is not null. */
    public boolean exists() {
        return !node.isMissingNode() && !node.isNull();
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    public boolean isText() {
        return node.isTextual();
    }

    public boolean isArray() {
        return node.isArray();
    }

    public boolean isObject() {
        return node.isObject();
    }

    /** @throws GatewayException when it is not a string */
    public String text() {
        if (!node.isTextual()) {
            throw wrong("a string");
        }
        return node.textValue();
    }

    /** @throws GatewayException when the member is missing or not a string */
    public String text(String field) {
        return at(field).text();
    }

    public Optional<String> optionalText(String field) {
        JsonView member = at(field);
        return member.exists() ? Optional.of(member.text()) : Optional.empty();
    }

    public Optional<Boolean> optionalBoolean(String field) {
        JsonView member = at(field);
        if (!member.exists()) {
            return Optional.empty();
        }
        if (!member.node.isBoolean()) {
            throw member.wrong("true or false");
        }
        return Optional.of(member.node.booleanValue());
    }

    public OptionalDouble optionalNumber(String field) {
        JsonView member = at(field);
        if (!member.exists()) {
            return OptionalDouble.empty();
        }
        if (!member.node.isNumber()) {
            throw member.wrong("a number");
        }
        return OptionalDouble.of(member.node.doubleValue());
    }

    public OptionalInt optionalInt(String field) {
        JsonView member = at(field);
        if (!member.exists()) {
            return OptionalInt.empty();
        }
        if (!member.node.isNumber() || !member.node.canConvertToInt() || !member.node.canConvertToExactIntegral()) {
            throw member.wrong("an integer");
        }
        return OptionalInt.of(member.node.intValue());
    }

    public OptionalLong optionalLong(String field) {
        JsonView member = at(field);
        if (!member.exists()) {
            return OptionalLong.empty();
        }
        if (!member.node.isNumber() || !member.node.canConvertToLong() || !member.node.canConvertToExactIntegral()) {
            throw member.wrong("an integer");
        }
        return OptionalLong.of(member.node.longValue());
    }

    /** The member's object, if there is one. */
    public Optional<JsonView> optionalObject(String field) {
        JsonView member = at(field);
        if (!member.exists()) {
            return Optional.empty();
        }
        return Optional.of(member.requireObject());
    }

    /** The member's elements; none when it is absent. */
    public List<JsonView> optionalArray(String field) {
        JsonView member = at(field);
        return member.exists() ? member.elements() : List.of();
    }

    /** @throws GatewayException when this is not an array */
    public List<JsonView> elements() {
        if (!node.isArray()) {
            throw wrong("an array");
        }
        List<JsonView> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonView(node.get(i), path + "[" + i + "]"));
        }
        return elements;
    }

    public JsonView requireObject() {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        return this;
    }

    public JsonText jsonText() {
        return Json.jsonText(node);
    }

    /** A BAD_REQUEST at this place. @param message a whole sentence */
    public GatewayException fault(String message) {
        return new GatewayException(Failure.badRequest(path, message));
    }

    /** A BAD_REQUEST that says what was expected here and what stands here instead. */
    public GatewayException wrong(String expected) {
        String found = node.isMissingNode() ? "it is missing" : "found " + kind();
        return fault("'" + path + "' must be " + expected + "; " + found + ".");
    }

    private String kind() {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BINARY, MISSING, POJO -> "something else";
        };
    }
}
