package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.List;
import java.util.Set;

/**
 * Field names in a client's body: Google's JSON reader takes lowerCamelCase and the snake_case of the proto file alike, and
 * a single object where a list is declared (Google's own curl samples write {@code "parts": {"text": …}}).
 */
final class Twins {
    private Twins() {}

    /** The spelling this object uses; the camelCase one when it has neither. */
    static String name(JsonView object, String camel) {
        if (object.has(camel)) {
            return camel;
        }
        String snake = snake(camel);
        return object.has(snake) ? snake : camel;
    }

    static JsonView at(JsonView object, String camel) {
        return object.at(name(object, camel));
    }

    static boolean has(JsonView object, String camel) {
        return at(object, camel).exists();
    }

    /** The member's elements; none when it is absent. */
    static List<JsonView> list(JsonView object, String camel) {
        JsonView member = at(object, camel);
        if (!member.exists()) {
            return List.of();
        }
        return member.isObject() ? List.of(member) : member.elements();
    }

    /** Notes every member whose name is not among {@code known} (camelCase) as lost. */
    static void loseUnknown(JsonView object, Set<String> known, Losses losses) {
        object.node().fieldNames().forEachRemaining(field -> {
            if (object.has(field) && !known.contains(camel(field))) {
                losses.add(object.at(field).path());
            }
        });
    }

    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append('_').append((char) (c + 32));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    private static String camel(String field) {
        StringBuilder camel = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '_' && i > 0 && i + 1 < field.length()) {
                i++;
                camel.append(Character.toUpperCase(field.charAt(i)));
            } else {
                camel.append(c);
            }
        }
        return camel.toString();
    }
}
