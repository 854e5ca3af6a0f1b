package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.AttemptLog;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.LogFilter.Field;
import io.omniroute.routing.usage.LoggedAttempt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts from two places: those that failed have rows of their own, the one that answered is in its call's row. Each place
 * gives a page in the same order, and the two are merged.
 */
@ApplicationScoped
@Transactional
public class JpaAttemptLog implements AttemptLog {
    private static final Comparator<LoggedAttempt> NEWEST_FIRST = Comparator.comparing(LoggedAttempt::time)
            .thenComparing(attempt -> attempt.id().toString())
            .reversed();

    private final EntityManager entities;

    @Inject
    public JpaAttemptLog(EntityManager entities) {
        this.entities = entities;
    }

    protected JpaAttemptLog() { // for the CDI proxy
        this(null);
    }

    @Override
    public List<LoggedAttempt> page(Query query) {
        Optional<OffsetDateTime> last = query.after()
                .map(after -> entities.find(UsageEntity.class, after.call().toString()))
                .map(UsageEntity::time);
        if (query.after().isPresent() && last.isEmpty()) {
            return List.of(); // not from the beginning: a caller that follows pages would never end
        }
        List<LoggedAttempt> page = new ArrayList<>();
        if (query.failed().orElse(true)) {
            page.addAll(failed(query, last));
        }
        if (!query.failed().orElse(false) && query.asked().orElse(true)) {
            page.addAll(served(query, last));
        }
        page.sort(NEWEST_FIRST);
        return List.copyOf(page.subList(0, Math.min(page.size(), query.limit())));
    }

    private List<LoggedAttempt> failed(Query query, Optional<OffsetDateTime> last) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        conditions.add("a.requestId <> :unlisted");
        parameters.put("unlisted", "");
        query.from().ifPresent(from -> {
            conditions.add("a.time >= :from");
            parameters.put("from", Times.column(from));
        });
        query.to().ifPresent(to -> {
            conditions.add("a.time < :to");
            parameters.put("to", Times.column(to));
        });
        query.provider().ifPresent(provider -> {
            conditions.add("a.provider = :provider");
            parameters.put("provider", provider);
        });
        query.connectionId().ifPresent(connection -> {
            conditions.add("a.connectionId = :connection");
            parameters.put("connection", connection.toString());
        });
        query.asked().ifPresent(asked -> {
            conditions.add("a.asked = :asked");
            parameters.put("asked", asked);
        });
        last.ifPresent(time -> {
            conditions.add("(a.time < :last or (a.time = :last and a.id < :lastId))");
            parameters.put("last", time);
            parameters.put("lastId", query.after().orElseThrow().toString());
        });
        TypedQuery<AttemptEntity> rows = entities.createQuery(
                "select a from AttemptEntity a where " + String.join(" and ", conditions)
                        + " order by a.time desc, a.id desc",
                AttemptEntity.class);
        parameters.forEach(rows::setParameter);
        return rows.setMaxResults(query.limit()).getResultList().stream()
                .map(AttemptEntity::toAttempt)
                .toList();
    }

    /** The one that answered is the last of its call, so those behind it belong to other calls or have failed. */
    private List<LoggedAttempt> served(Query query, Optional<OffsetDateTime> last) {
        LogFilter filter = LogFilter.ALL
                .between(query.from(), query.to())
                .with(Field.PROVIDER, query.provider())
                .with(Field.CONNECTION, query.connectionId());
        LogSelection selection = new LogSelection(filter).served();
        last.ifPresent(time -> selection.behind(
                query.after().map(AttemptId::call).orElseThrow().toString(), time));
        return selection.on(entities).setMaxResults(query.limit()).getResultList().stream()
                .map(UsageEntity::servingAttempt)
                .toList();
    }
}
