package io.omniroute.routing.api.management;

import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.LogFilter.Field;
import io.omniroute.routing.usage.StatusRange;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads which calls of the log are wanted. */
final class LogParameters {
    static final Set<String> NAMES = Set.of(
            "limit",
            "after",
            "from",
            "to",
            "status",
            "errors",
            "provider",
            "model",
            "requestedModel",
            "connectionId",
            "apiKeyId",
            "combo",
            "source",
            "streamed",
            "requestId",
            "search");
    /** How far a search looks back by itself: it reads every call of that time. */
    private static final Duration SEARCHED = Duration.ofDays(31);

    private static final int LONGEST_SEARCH = 200;

    private LogParameters() {}

    static LogFilter filter(Parameters parameters) {
        LogFilter filter = LogFilter.ALL
                .with(Field.PROVIDER, parameters.text("provider"))
                .with(Field.MODEL, parameters.text("model"))
                .with(Field.REQUESTED_MODEL, parameters.text("requestedModel"))
                .with(Field.CONNECTION, parameters.uuid("connectionId"))
                .with(Field.API_KEY, parameters.uuid("apiKeyId"))
                .with(Field.COMBO, parameters.text("combo"))
                .with(Field.SOURCE, parameters.text("source").map(LogParameters::source))
                .with(Field.REQUEST_ID, parameters.text("requestId"));
        if (parameters.text("streamed").isPresent()) {
            filter = filter.streamed(parameters.flag("streamed"));
        }
        Optional<StatusRange> status = status(parameters);
        if (status.isPresent()) {
            filter = filter.with(status.get());
        }
        return searched(filter, parameters);
    }

    private static LogFilter searched(LogFilter filter, Parameters parameters) {
        Optional<Instant> from = parameters.instant("from");
        Optional<Instant> to = parameters.instant("to");
        Optional<String> search = parameters.text("search");
        if (search.isEmpty()) {
            return filter.between(from, to);
        }
        if (search.get().length() > LONGEST_SEARCH) {
            throw Refusal.malformed("search", "'search' must have at most " + LONGEST_SEARCH + " characters.");
        }
        Instant first = from.orElseGet(() -> to.orElseGet(Instant::now).minus(SEARCHED));
        return filter.between(Optional.of(first), to).holding(search.get());
    }

    private static Optional<StatusRange> status(Parameters parameters) {
        Optional<StatusRange> status = parameters.text("status").map(LogParameters::statuses);
        if (!parameters.flag("errors")) {
            return status;
        }
        StatusRange asked = status.orElse(StatusRange.ERROR);
        if (asked.to() < StatusRange.ERROR.from()) {
            throw Refusal.malformed("status", "'status' and 'errors' exclude each other.");
        }
        return Optional.of(new StatusRange(Math.max(asked.from(), StatusRange.ERROR.from()), asked.to()));
    }

    private static StatusRange statuses(String text) {
        if (text.equals("ok")) {
            return StatusRange.OK;
        }
        if (text.equals("error")) {
            return StatusRange.ERROR;
        }
        if (text.matches("[1-5]xx")) {
            int first = (text.charAt(0) - '0') * 100;
            return new StatusRange(first, first + 99);
        }
        if (text.matches("[1-5]\\d\\d")) {
            return StatusRange.only(Integer.parseInt(text));
        }
        throw Refusal.malformed(
                "status", "'status' must be ok, error, a code from 100 to 599, or a class of them such as 4xx.");
    }

    private static String source(String text) {
        return Arrays.stream(UsageRecord.Source.values())
                .map(Enum::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.malformed("source", "'source' must be vendor, cache or replay."));
    }
}
