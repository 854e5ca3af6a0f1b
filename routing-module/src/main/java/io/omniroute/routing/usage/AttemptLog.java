package io.omniroute.routing.usage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Finds attempts whichever call they belong to. Never called on the road of a call. */
public interface AttemptLog {
    /** By the time of their calls, newest first, the last attempt of a call before those that it followed. */
    List<LoggedAttempt> page(Query query);

    /**
     * @param after continue behind this attempt
     * @param limit 1 to 1,000
     * @param failed whether it failed, or was passed over; else whether it answered
     * @param asked whether its vendor was asked; those of which this is unknown are neither
     */
    record Query(
            Optional<AttemptId> after,
            int limit,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> provider,
            Optional<UUID> connectionId,
            Optional<Boolean> failed,
            Optional<Boolean> asked) {
        public Query {
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(connectionId, "connectionId");
            Objects.requireNonNull(failed, "failed");
            Objects.requireNonNull(asked, "asked");
        }
    }
}
