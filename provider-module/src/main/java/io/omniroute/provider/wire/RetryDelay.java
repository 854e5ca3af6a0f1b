package io.omniroute.provider.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how long a vendor wants us to wait, from the many ways vendors say it. Pure functions. */
final class RetryDelay {
    /** Longer than any vendor's quota window; what claims more is a misread number. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final String UNITS = "(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)";
    private static final Pattern QUANTITY =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(" + UNITS + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE =
            Pattern.compile("(?:" + QUANTITY.pattern() + "\\s*)+", Pattern.CASE_INSENSITIVE);
    /** The unit must end the word: "in 5 steps" is no delay. */
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?:try again|retry|resets?)\\s+(?:in|after)\\s+((?:" + QUANTITY.pattern() + "(?![a-z])\\s*)+)",
            Pattern.CASE_INSENSITIVE);

    private RetryDelay() {}

    /**
     * What is meant for this very call first: its headers, then the text of the body. Rate-limit headers tell of every limit
     * there is, the one that struck perhaps not among them; they count last, and on 429 only: they come with every answer.
     */
    static Optional<Duration> find(int status, ResponseHeaders headers, Optional<String> text, Instant now) {
        return millis(headers)
                .or(() -> headers.first("retry-after").flatMap(value -> ofMoment(value, now)))
                .or(() -> text.flatMap(RetryDelay::ofText))
                .or(() -> status == 429 ? ofRateLimits(headers, now) : Optional.empty());
    }

    private static Optional<Duration> millis(ResponseHeaders headers) {
        return headers.first("retry-after-ms")
                .flatMap(RetryDelay::number)
                .map(value -> Duration.ofMillis(value.longValue()))
                .flatMap(RetryDelay::plausible);
    }

    /** The longest reset among the exhausted limits; where none is marked exhausted, the shortest reset of all. */
    private static Optional<Duration> ofRateLimits(ResponseHeaders headers, Instant now) {
        List<Duration> exhausted = new ArrayList<>();
        List<Duration> all = new ArrayList<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (isReset(lower)) {
                Optional<Duration> delay = ofMoment(value, now);
                delay.ifPresent(all::add);
                String remaining = lower.replace("reset", "remaining");
                delay.filter(d -> headers.first(remaining).filter("0"::equals).isPresent() || usedUp(lower, headers))
                        .ifPresent(exhausted::add);
            }
        });
        if (!exhausted.isEmpty()) {
            return Optional.of(Collections.max(exhausted));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(Collections.min(all));
    }

    /**
     * Anthropic's subscriptions have a state beside each reset: anthropic-ratelimit-unified-7d-status. ChatGPT's backend counts
     * upwards: x-codex-primary-used-percent beside x-codex-primary-reset-after-seconds.
     */
    private static boolean usedUp(String name, ResponseHeaders headers) {
        if (name.startsWith("anthropic-ratelimit-unified-")) {
            String status = name.substring(0, name.length() - "reset".length()) + "status";
            return headers.first(status).filter("rejected"::equals).isPresent();
        }
        return name.startsWith("x-codex-")
                && headers.first(name.replace("reset-after-seconds", "used-percent"))
                        .flatMap(RetryDelay::number)
                        .filter(percent -> percent.intValue() >= 100)
                        .isPresent();
    }

    private static boolean isReset(String name) {
        // OpenAI, Groq: x-ratelimit-reset-tokens; Anthropic: anthropic-ratelimit-tokens-reset
        return name.startsWith("x-ratelimit-reset")
                || name.startsWith("x-codex-") && name.endsWith("-reset-after-seconds")
                || name.startsWith("anthropic-ratelimit-") && name.endsWith("-reset");
    }

    /** A delay in seconds or with units, an epoch in seconds or milliseconds, an HTTP date or an RFC 3339 date. */
    static Optional<Duration> ofMoment(String value, Instant now) {
        String text = value.strip();
        Optional<BigDecimal> number = number(text);
        if (number.isPresent()) {
            return plausible(ofNumber(number.get(), now));
        }
        if (WHOLE.matcher(text).matches()) {
            return ofQuantities(text);
        }
        try {
            return plausible(Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException notAnHttpDate) {
            return ofIsoDate(text, now);
        }
    }

    private static Optional<Duration> ofIsoDate(String text, Instant now) {
        try {
            return plausible(Duration.between(now, OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration ofNumber(BigDecimal number, Instant now) {
        double value = number.doubleValue();
        if (value > 1e11) {
            return Duration.between(now, Instant.ofEpochMilli(number.longValue()));
        }
        if (value > 1e9) {
            return Duration.between(now, Instant.ofEpochSecond(number.longValue()));
        }
        return Duration.ofNanos(number.movePointRight(9).longValue());
    }

    private static Optional<Duration> ofText(String text) {
        Matcher matcher = IN_TEXT.matcher(text);
        return matcher.find() ? ofQuantities(matcher.group(1)) : Optional.empty();
    }

    /** {@code 1h2m3s}, {@code 12.3s}, {@code 20ms}, {@code 5 minutes}. */
    private static Optional<Duration> ofQuantities(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        Duration sum = Duration.ZERO;
        while (matcher.find()) {
            BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosOf(matcher.group(2))));
            if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
                return Optional.empty();
            }
            sum = sum.plusNanos(nanos.longValue());
        }
        return plausible(sum);
    }

    private static long nanosOf(String unit) {
        String lower = unit.toLowerCase(Locale.ROOT);
        if (lower.equals("ms") || lower.startsWith("milli")) {
            return 1_000_000L;
        }
        return switch (lower.charAt(0)) {
            case 's' -> 1_000_000_000L;
            case 'm' -> 60_000_000_000L;
            case 'h' -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }

    private static Optional<BigDecimal> number(String text) {
        String stripped = text.strip();
        return stripped.matches("\\d{1,15}(\\.\\d{1,9})?") ? Optional.of(new BigDecimal(stripped)) : Optional.empty();
    }

    private static Optional<Duration> plausible(Duration delay) {
        if (delay.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return delay.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(delay);
    }
}
