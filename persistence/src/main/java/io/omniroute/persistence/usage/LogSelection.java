package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.LogFilter.Field;
import io.omniroute.routing.usage.StatusRange;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JPQL of a log query: fixed conditions, joined as they are asked for; values travel as parameters only. */
final class LogSelection {
    private static final String SEARCHED = Stream.of(
                    "requestId", "requestedModel", "provider", "model", "combo", "error")
            .map(field -> "lower(u." + field + ") like :search escape '!'")
            .collect(Collectors.joining(" or ", "(", ")"));

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    LogSelection(LogFilter filter) {
        where("u.requestId <> :unlisted", "unlisted", "");
        filter.from().ifPresent(from -> where("u.time >= :from", "from", Times.column(from)));
        filter.to().ifPresent(to -> where("u.time < :to", "to", Times.column(to)));
        filter.status().ifPresent(this::whereStatus);
        filter.exactly().forEach(this::whereExactly);
        filter.streamed().ifPresent(streamed -> where("u.streamed = :streamed", "streamed", streamed));
        filter.search().ifPresent(text -> where(SEARCHED, "search", pattern(text)));
    }

    /** Only calls whose last attempt answered. */
    LogSelection served() {
        where("u.served = :served", "served", true);
        return this;
    }

    /** Only what comes behind this record, newest first. */
    LogSelection behind(String id, OffsetDateTime time) {
        where("(u.time < :last or (u.time = :last and u.id < :lastId))", "last", time);
        parameters.put("lastId", id);
        return this;
    }

    TypedQuery<UsageEntity> on(EntityManager entities) {
        TypedQuery<UsageEntity> query = entities.createQuery(
                "select u from UsageEntity u where " + String.join(" and ", conditions)
                        + " order by u.time desc, u.id desc",
                UsageEntity.class);
        parameters.forEach(query::setParameter);
        return query;
    }

    private void whereStatus(StatusRange range) {
        if (range.from() == range.to()) {
            where("u.status = :status", "status", range.from());
            return;
        }
        where("u.status between :lowest and :highest", "lowest", range.from());
        parameters.put("highest", range.to());
    }

    private void whereExactly(Field field, String value) {
        if (field == Field.COMBO && value.equals(LogFilter.ANY)) {
            conditions.add("u.combo is not null");
            return;
        }
        String attribute = attribute(field);
        where("u." + attribute + " = :" + attribute, attribute, value);
    }

    private static String attribute(Field field) {
        return switch (field) {
            case PROVIDER -> "provider";
            case MODEL -> "model";
            case REQUESTED_MODEL -> "requestedModel";
            case API_KEY -> "apiKeyId";
            case CONNECTION -> "connectionId";
            case COMBO -> "combo";
            case SOURCE -> "source";
            case REQUEST_ID -> "requestId";
        };
    }

    private static String pattern(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }
}
