package io.omniroute.routing.usage;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which calls; what is absent narrows nothing.
 *
 * @param from of the time when the call began, inclusive; {@code to} exclusive
 * @param exactly what a field must be; {@link #ANY} for a combo, whichever it is
 * @param search occurs in one of the texts of the call, in whatever case
 */
public record LogFilter(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<StatusRange> status,
        Map<Field, String> exactly,
        Optional<Boolean> streamed,
        Optional<String> search) {
    public static final String ANY = "*";
    public static final LogFilter ALL = new LogFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

    /** What can be asked for by its exact value. */
    public enum Field {
        PROVIDER,
        MODEL,
        REQUESTED_MODEL,
        API_KEY,
        CONNECTION,
        COMBO,
        /** By the name of a {@link UsageRecord.Source}. */
        SOURCE,
        REQUEST_ID
    }

    public LogFilter {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(status, "status");
        exactly = Map.copyOf(exactly);
        Objects.requireNonNull(streamed, "streamed");
        Objects.requireNonNull(search, "search");
    }

    public LogFilter between(Optional<Instant> first, Optional<Instant> end) {
        return new LogFilter(first, end, status, exactly, streamed, search);
    }

    public LogFilter with(StatusRange statuses) {
        return new LogFilter(from, to, Optional.of(statuses), exactly, streamed, search);
    }

    public LogFilter with(Field field, String value) {
        Map<Field, String> more = new EnumMap<>(Field.class);
        more.putAll(exactly);
        more.put(field, value);
        return new LogFilter(from, to, status, more, streamed, search);
    }

    public LogFilter with(Field field, Optional<?> value) {
        return value.map(present -> with(field, present.toString())).orElse(this);
    }

    public LogFilter streamed(boolean whether) {
        return new LogFilter(from, to, status, exactly, Optional.of(whether), search);
    }

    public LogFilter holding(String text) {
        return new LogFilter(from, to, status, exactly, streamed, Optional.of(text));
    }
}
