package io.omniroute.it.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A rule of a vendor that a request breaks. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    static void unless(boolean kept, String message) {
        if (!kept) {
            throw new Refusal(message);
        }
    }

    static void unknownMembers(JsonNode object, Set<String> known, String where) {
        object.fieldNames()
                .forEachRemaining(
                        name -> unless(known.contains(name), "Unknown name '" + name + "' at '" + where + "'"));
    }

    static String requireText(JsonNode object, String member, String where) {
        JsonNode value = object.path(member);
        unless(value.isTextual() && !value.textValue().isEmpty(), where + "." + member + ": a string is required");
        return value.textValue();
    }

    static void range(JsonNode object, String member, double from, double to) {
        JsonNode value = object.path(member);
        unless(
                value.isMissingNode()
                        || value.isNull()
                        || value.isNumber() && value.asDouble() >= from && value.asDouble() <= to,
                member + " must be from " + from + " to " + to);
    }
}
