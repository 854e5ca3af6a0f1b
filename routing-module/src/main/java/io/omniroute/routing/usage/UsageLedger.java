package io.omniroute.routing.usage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps usage records in the database. Never called on the road of a call. */
public interface UsageLedger {
    /** Adds those whose id is not there yet, all in one transaction. */
    void append(List<UsageRecord> records);

    /** Those of the ids that are there. */
    Set<UUID> known(Collection<UUID> ids);

    /** One call, unless its key keeps no log. */
    Optional<UsageRecord> find(UUID id);

    /** Newest first, each as it was first charged; records of keys that keep no log are left out. */
    List<UsageRecord> page(LogQuery query);

    /** Sums by the chosen key, between {@code from} (inclusive) and {@code to} (exclusive), later corrections included, largest cost first. */
    List<UsageSum> sums(Instant from, Instant to, Grouping grouping);

    /** What to sum by. */
    enum Grouping {
        MODEL,
        PROVIDER,
        API_KEY,
        GROUP,
        CONNECTION,
        DAY,
        NONE
    }

    /** @param after continue behind this record; @param limit 1 to 1,000 */
    record LogQuery(Optional<UUID> after, int limit, LogFilter filter) {
        public static LogQuery latest(int limit) {
            return new LogQuery(Optional.empty(), limit, LogFilter.ALL);
        }
    }
}
