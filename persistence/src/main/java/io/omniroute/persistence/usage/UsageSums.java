package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.usage.UsageLedger.Grouping;
import io.omniroute.routing.usage.UsageSum;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sums in SQL that both databases understand. Native, because EclipseLink turns the numbers in a JPQL CASE into
 * parameters, whose type neither database can tell.
 */
final class UsageSums {
    private static final String KEYS = "select provider, model, api_key_id, key_group, connection_id, usage_day, ";
    private static final String SPAN = " where occurred_at >= ?1 and occurred_at < ?2";
    private static final String RECORDS = KEYS
            + "1 as calls, case when status >= 400 then 1 else 0 end as errors, input_tokens, cached_tokens,"
            + " cache_write_tokens, output_tokens, reasoning_tokens, total_cost, saved_cost from usage_record" + SPAN;
    private static final String CORRECTIONS = KEYS + "0, 0, 0, 0, 0, 0, 0, total_cost, 0 from usage_correction" + SPAN;
    private static final String SUMS = "sum(calls), sum(errors), sum(input_tokens), sum(cached_tokens),"
            + " sum(cache_write_tokens), sum(output_tokens), sum(reasoning_tokens), sum(total_cost), sum(saved_cost)"
            + " from (" + RECORDS + " union all " + CORRECTIONS + ") entries";
    private static final Comparator<UsageSum> LARGEST_COST_FIRST =
            Comparator.comparing(UsageSum::costUsd).reversed().thenComparing(UsageSum::key);

    private final EntityManager entities;

    UsageSums(EntityManager entities) {
        this.entities = entities;
    }

    List<UsageSum> between(Instant from, Instant to, Grouping grouping) {
        List<String> keys = columns(grouping);
        String names = String.join(", ", keys);
        String sql = keys.isEmpty() ? "select " + SUMS : "select " + names + ", " + SUMS + " group by " + names;
        List<?> rows = entities.createNativeQuery(sql)
                .setParameter(1, Times.column(from))
                .setParameter(2, Times.column(to))
                .getResultList();
        return rows.stream()
                .map(row -> sum((Object[]) row, keys.size()))
                .sorted(LARGEST_COST_FIRST)
                .toList();
    }

    private static List<String> columns(Grouping grouping) {
        return switch (grouping) {
            case MODEL -> List.of("provider", "model");
            case PROVIDER -> List.of("provider");
            case API_KEY -> List.of("api_key_id");
            case GROUP -> List.of("key_group");
            case CONNECTION -> List.of("connection_id");
            case DAY -> List.of("usage_day");
            case NONE -> List.of();
        };
    }

    private static UsageSum sum(Object[] row, int keys) {
        String key = Stream.of(row)
                .limit(keys)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
        return new UsageSum(
                key,
                count(row[keys]),
                count(row[keys + 1]),
                count(row[keys + 2]),
                count(row[keys + 3]),
                count(row[keys + 4]),
                count(row[keys + 5]),
                count(row[keys + 6]),
                dollars(row[keys + 7]),
                dollars(row[keys + 8]));
    }

    private static BigDecimal dollars(Object column) {
        return column == null ? BigDecimal.ZERO : Amounts.value((BigDecimal) column);
    }

    /** The sum of nothing is null; the type of a sum depends on the database. */
    private static long count(Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }
}
