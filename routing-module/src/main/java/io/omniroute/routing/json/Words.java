package io.omniroute.routing.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Constants as configuration spells them: lower case, with hyphens. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws Refusal 422 that lists the words there are */
    public static <E extends Enum<E>> Optional<E> choice(Body body, String field, Class<E> type) {
        return body.text(field).map(word -> constant(word, body.path(field), type));
    }

    /** @throws Refusal 422 that lists the words there are */
    public static <E extends Enum<E>> List<E> choices(Body body, String field, Class<E> type) {
        List<String> words = body.lines(field, 64).orElse(List.of());
        return IntStream.range(0, words.size())
                .mapToObj(i -> constant(words.get(i), body.path(field) + "[" + i + "]", type))
                .toList();
    }

    private static <E extends Enum<E>> E constant(String word, String path, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(path, "'" + path + "' must be one of " + all(type) + "."));
    }

    private static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    }
}
