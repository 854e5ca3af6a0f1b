package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.usage.UsageLedger.LogQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The JPQL of a log query: fixed conditions, joined as they are asked for; values travel as parameters only. */
final class LogSelection {
    private static final int FIRST_ERROR_STATUS = 400;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    LogSelection(LogQuery query) {
        where("u.requestId <> :unlisted", "unlisted", "");
        query.from().ifPresent(from -> where("u.time >= :from", "from", Times.column(from)));
        query.to().ifPresent(to -> where("u.time < :to", "to", Times.column(to)));
        query.provider().ifPresent(provider -> where("u.provider = :provider", "provider", provider));
        query.model().ifPresent(model -> where("u.model = :model", "model", model));
        query.apiKeyId().map(UUID::toString).ifPresent(key -> where("u.apiKeyId = :key", "key", key));
        query.connectionId()
                .map(UUID::toString)
                .ifPresent(connection -> where("u.connectionId = :connection", "connection", connection));
        query.status().ifPresent(status -> where("u.status = :status", "status", status));
        if (query.errorsOnly()) {
            where("u.status >= :error", "error", FIRST_ERROR_STATUS);
        }
    }

    /** Only what comes behind this record, newest first. */
    LogSelection behind(String id, OffsetDateTime time) {
        where("(u.time < :last or (u.time = :last and u.id < :lastId))", "last", time);
        parameters.put("lastId", id);
        return this;
    }

    TypedQuery<UsageEntity> on(EntityManager entities) {
        String filter = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<UsageEntity> query = entities.createQuery(
                "select u from UsageEntity u" + filter + " order by u.time desc, u.id desc", UsageEntity.class);
        parameters.forEach(query::setParameter);
        return query;
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }
}
