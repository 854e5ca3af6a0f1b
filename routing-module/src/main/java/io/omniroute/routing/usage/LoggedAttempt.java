package io.omniroute.routing.usage;

import java.time.Instant;
import java.util.Objects;

/**
 * An attempt as a part of its call.
 *
 * @param time when the call began
 */
public record LoggedAttempt(AttemptId id, Instant time, String requestId, Attempt attempt) {
    public LoggedAttempt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(attempt, "attempt");
    }
}
