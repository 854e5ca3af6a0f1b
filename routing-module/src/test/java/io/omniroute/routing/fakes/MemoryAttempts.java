package io.omniroute.routing.fakes;

import io.omniroute.routing.usage.AttemptLog;
import io.omniroute.routing.usage.LoggedAttempt;
import java.util.ArrayList;
import java.util.List;

/** Gives what it was given, and keeps what it was asked. */
public final class MemoryAttempts implements AttemptLog {
    public final List<LoggedAttempt> attempts = new ArrayList<>();
    public final List<Query> queries = new ArrayList<>();

    @Override
    public List<LoggedAttempt> page(Query query) {
        queries.add(query);
        return List.copyOf(attempts.subList(0, Math.min(attempts.size(), query.limit())));
    }
}
