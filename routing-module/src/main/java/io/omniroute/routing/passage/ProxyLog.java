package io.omniroute.routing.passage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Keeps the newest entries. */
public interface ProxyLog {
    void append(List<ProxyLogEntry> entries);

    /** Drops all but the newest. @param rows at least 1 */
    void trim(int rows);

    /** Newest first. */
    List<ProxyLogEntry> page(Query query);

    /** @return how many there were */
    int clear();

    /**
     * @param failed only errors, or only others
     * @param search what a target, host, request id or error holds, in whatever case
     */
    record Query(
            Optional<UUID> after,
            int limit,
            Optional<Boolean> failed,
            Optional<String> type,
            Optional<String> provider,
            Optional<String> level,
            Optional<String> search) {
        public Query {
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(failed, "failed");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(search, "search");
        }
    }
}
