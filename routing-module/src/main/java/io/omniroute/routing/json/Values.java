package io.omniroute.routing.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Checks single JSON values. */
final class Values {
    /** Longer numbers are no configuration, and computing with them would be slow. */
    private static final int MAX_DIGITS = 40;

    private Values() {}

    static String text(JsonValue value, String place) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw wrong(place, "a string", value);
    }

    static BigDecimal number(JsonValue value, String place, String expected) {
        if (!(value instanceof JsonNumber number)) {
            throw wrong(place, expected, value);
        }
        BigDecimal decimal;
        try {
            decimal = number.bigDecimalValue();
        } catch (NumberFormatException | UnsupportedOperationException e) { // a parser may leave its bounds for later
            throw tooLong(place);
        }
        if (Math.abs((long) decimal.scale()) > MAX_DIGITS || decimal.precision() > MAX_DIGITS) {
            throw tooLong(place);
        }
        return decimal;
    }

    private static Refusal tooLong(String place) {
        return Refusal.invalid(place, "'" + place + "' has too many digits.");
    }

    static String line(String text, String place, int max) {
        if (text.isBlank() || text.length() > max) {
            throw Refusal.invalid(place, "'" + place + "' must have 1 to " + max + " characters.");
        }
        // no half of a surrogate pair either: it has no UTF-8, so PostgreSQL would refuse it later
        if (!text.equals(text.strip())
                || text.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refusal.invalid(place, "'" + place + "' must hold no control characters and no blanks around it.");
        }
        return text;
    }

    static Refusal wrong(String place, String expected, JsonValue value) {
        String found =
                switch (value.getValueType()) {
                    case ARRAY -> "an array";
                    case FALSE, TRUE -> "a boolean";
                    case NULL -> "null";
                    case NUMBER -> "a number";
                    case OBJECT -> "an object";
                    case STRING -> "a string";
                };
        return Refusal.malformed(place, "'" + place + "' must be " + expected + "; found " + found + ".");
    }
}
