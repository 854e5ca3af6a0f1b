package io.omniroute.routing.usage;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an attempt: {@code <id of the call>.<number>}. The texts of one call's attempts sort like their numbers.
 *
 * @param number counts the attempts of the call from 1
 */
public record AttemptId(UUID call, int number) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{3})");

    public AttemptId {
        Objects.requireNonNull(call, "call");
        if (number < 1) {
            throw new IllegalArgumentException("attempts are counted from 1");
        }
    }

    /** Empty when it is not the text of an id. */
    public static Optional<AttemptId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() && !parts.group(2).equals("000")
                ? Optional.of(new AttemptId(UUID.fromString(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        String digits = Integer.toString(Math.min(number, 999));
        return call + "." + "0".repeat(3 - digits.length()) + digits;
    }
}
