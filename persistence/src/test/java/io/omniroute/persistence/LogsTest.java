package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.audit.JpaAuditLog;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.persistence.usage.JpaUsageLedger;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.audit.AuditLog;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageLedger.Grouping;
import io.omniroute.routing.usage.UsageLedger.LogQuery;
import io.omniroute.routing.usage.UsageRecord;
import io.omniroute.routing.usage.UsageSum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogsTest {
    private static final Instant NOON = Samples.NOON;
    private static final Instant LATE = Instant.parse("2026-05-04T23:59:59.999999Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-05-05T00:00:00Z");

    private Unit unit;

    @ParameterizedTest
    @EnumSource
    void aRecordIsKeptOnceAndWhole(Platform platform) {
        UsageLedger ledger = ledger(platform);
        UsageRecord first = Samples.usage(NOON, "a", 200, "0.5");
        UsageRecord second = Samples.usage(LATE, "b", 200, "1E-7");
        ledger.append(List.of(first, first));
        ledger.append(List.of(first, second));
        assertThat(ledger.page(LogQuery.latest(10)))
                .usingRecursiveFieldByFieldElementComparator()
                .usingComparatorForType(Comparator.<BigDecimal>naturalOrder(), BigDecimal.class)
                .containsExactly(second, first);
    }

    @ParameterizedTest
    @EnumSource
    void unlistedRecordsAreSummedButOnNoPage(Platform platform) {
        UsageLedger ledger = ledger(platform);
        ledger.append(List.of(Samples.usage(NOON, "a", 200, "0.5").unlisted()));
        assertThat(ledger.page(LogQuery.latest(10))).isEmpty();
        assertThat(ledger.sums(NOON, LATE, UsageLedger.Grouping.NONE))
                .singleElement()
                .satisfies(sum -> assertThat(sum.requests()).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource
    void strangeTextsAreCutInsteadOfBlockingTheBatch(Platform platform) {
        UsageLedger ledger = ledger(platform);
        ledger.append(List.of(Samples.hostile(NOON)));
        UsageRecord kept = ledger.page(LogQuery.latest(1)).getFirst();
        assertThat(kept.requestId()).hasSize(200);
        assertThat(kept.requestedModel()).startsWith("nulmmm").endsWith("m😀m");
        assertThat(kept.error().orElseThrow()).startsWith("nul eee").hasSize(2_000);
    }

    @ParameterizedTest
    @EnumSource
    void pagesFollowEachOtherAlsoWithinOneInstant(Platform platform) {
        UsageLedger ledger = ledger(platform);
        ledger.append(IntStream.range(0, 1_100)
                .mapToObj(i -> Samples.usage(NOON.plusMillis(i / 100), "a", 200, "0"))
                .toList());
        List<UUID> seen = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        for (List<UsageRecord> page = page(ledger, after); !page.isEmpty(); page = page(ledger, after)) {
            page.forEach(usage -> seen.add(usage.id()));
            after = Optional.of(seen.getLast());
        }
        assertThat(seen).hasSize(1_100).doesNotHaveDuplicates();
        assertThat(page(ledger, Optional.of(UUID.randomUUID()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFilterNarrows(Platform platform) {
        UsageLedger ledger = ledger(platform);
        UsageRecord good = Samples.usage(NOON, "a", 200, "0");
        UsageRecord bad = Samples.usage(LATE, "b", 503, "0");
        ledger.append(List.of(good, bad, Samples.hostile(NEXT_DAY)));
        assertThat(ids(ledger, filter().from(LATE).to(NEXT_DAY))).containsExactly(bad.id());
        assertThat(ids(ledger, filter().provider("acme"))).containsExactly(bad.id(), good.id());
        assertThat(ids(ledger, filter().model("a"))).containsExactly(good.id());
        assertThat(ids(ledger, filter().apiKey(new UUID(1, 1)))).containsExactly(bad.id(), good.id());
        assertThat(ids(ledger, filter().apiKey(new UUID(1, 2)))).isEmpty();
        assertThat(ids(ledger, filter().connection(bad.connectionId().orElseThrow())))
                .containsExactly(bad.id());
        assertThat(ids(ledger, filter().status(200))).containsExactly(good.id());
        assertThat(ids(ledger, filter().errors())).hasSize(2).doesNotContain(good.id());
    }

    @ParameterizedTest
    @EnumSource
    void sumsGoByEveryKeyAndByTheUtcDay(Platform platform) {
        UsageLedger ledger = ledger(platform);
        ledger.append(List.of(
                Samples.usage(NOON, "a", 200, "0.25"),
                Samples.usage(LATE, "b", 503, "2"),
                Samples.usage(NEXT_DAY, "b", 200, "0.5")));
        ledger.append(List.of(Samples.hostile(NOON)));
        BigDecimal cached = new BigDecimal("0.000000000001");

        assertThat(sums(ledger, Grouping.MODEL))
                .containsExactly(
                        sum("acme/b", 2, 1, new BigDecimal("2.5").add(cached).add(cached)),
                        sum("acme/a", 1, 0, new BigDecimal("0.25").add(cached)),
                        new UsageSum("", 1, 1, 0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO));
        assertThat(sums(ledger, Grouping.DAY)).extracting(UsageSum::key).containsExactly("2026-05-04", "2026-05-05");
        assertThat(sums(ledger, Grouping.PROVIDER)).extracting(UsageSum::key).containsExactly("acme", "");
        assertThat(sums(ledger, Grouping.API_KEY))
                .extracting(UsageSum::key)
                .containsExactly(new UUID(1, 1).toString(), "");
        assertThat(sums(ledger, Grouping.CONNECTION)).hasSize(3);
        assertThat(sums(ledger, Grouping.NONE)).singleElement().satisfies(total -> {
            assertThat(total.key()).isEmpty();
            assertThat(total.requests()).isEqualTo(4);
            assertThat(total.errors()).isEqualTo(2);
        });
        assertThat(ledger.sums(NEXT_DAY.plusSeconds(1), NEXT_DAY.plusSeconds(2), Grouping.NONE))
                .containsExactly(new UsageSum("", 0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO));
        assertThat(ledger.sums(NOON, LATE, Grouping.DAY)).singleElement().satisfies(day -> assertThat(day.requests())
                .isEqualTo(2));
    }

    @ParameterizedTest
    @EnumSource
    void auditEntriesComeNewestFirstInPages(Platform platform) {
        AuditLog log = on(platform).transactional(AuditLog.class, JpaAuditLog::new);
        AuditEntry first = entry(NOON, Optional.empty(), Optional.of("{\"a\":1}"));
        AuditEntry second = entry(LATE, Optional.of("{}"), Optional.empty());
        AuditEntry third = entry(NEXT_DAY, Optional.empty(), Optional.empty());
        List.of(second, first, third).forEach(log::append);
        assertThat(log.page(Optional.empty(), 2)).containsExactly(third, second);
        assertThat(log.page(Optional.of(second.id()), 2)).containsExactly(first);
        assertThat(log.page(Optional.of(UUID.randomUUID()), 2)).isEmpty();
    }

    private Unit on(Platform platform) {
        unit = Unit.on(platform);
        return unit;
    }

    private UsageLedger ledger(Platform platform) {
        return on(platform).transactional(UsageLedger.class, JpaUsageLedger::new);
    }

    private static List<UsageRecord> page(UsageLedger ledger, Optional<UUID> after) {
        return ledger.page(filter().after(after).limit(75).query());
    }

    private static List<UUID> ids(UsageLedger ledger, Filter filter) {
        return ledger.page(filter.query()).stream().map(UsageRecord::id).toList();
    }

    private static List<UsageSum> sums(UsageLedger ledger, Grouping grouping) {
        return ledger.sums(NOON, NEXT_DAY.plusSeconds(1), grouping);
    }

    private static UsageSum sum(String key, int requests, int errors, BigDecimal cost) {
        return new UsageSum(
                key,
                requests,
                errors,
                100L * requests,
                40L * requests,
                10L * requests,
                30L * requests,
                5L * requests,
                cost,
                new BigDecimal("0.125").multiply(BigDecimal.valueOf(requests)).stripTrailingZeros());
    }

    private static AuditEntry entry(Instant time, Optional<String> before, Optional<String> after) {
        return new AuditEntry(UUID.randomUUID(), time, "admin", "key.create", "key:1", "127.0.0.1", before, after);
    }

    private static Filter filter() {
        return new Filter();
    }

    /** Builds a query of which most parts are absent. */
    private static final class Filter {
        private Optional<UUID> after = Optional.empty();
        private int limit = 10;
        private Optional<Instant> from = Optional.empty();
        private Optional<Instant> to = Optional.empty();
        private Optional<String> provider = Optional.empty();
        private Optional<String> model = Optional.empty();
        private Optional<UUID> apiKey = Optional.empty();
        private Optional<UUID> connection = Optional.empty();
        private Optional<Integer> status = Optional.empty();
        private boolean errors;

        Filter after(Optional<UUID> last) {
            after = last;
            return this;
        }

        Filter limit(int most) {
            limit = most;
            return this;
        }

        Filter from(Instant time) {
            from = Optional.of(time);
            return this;
        }

        Filter to(Instant time) {
            to = Optional.of(time);
            return this;
        }

        Filter provider(String id) {
            provider = Optional.of(id);
            return this;
        }

        Filter model(String id) {
            model = Optional.of(id);
            return this;
        }

        Filter apiKey(UUID id) {
            apiKey = Optional.of(id);
            return this;
        }

        Filter connection(UUID id) {
            connection = Optional.of(id);
            return this;
        }

        Filter status(int exactly) {
            status = Optional.of(exactly);
            return this;
        }

        Filter errors() {
            errors = true;
            return this;
        }

        LogQuery query() {
            return new LogQuery(after, limit, from, to, provider, model, apiKey, connection, status, errors);
        }
    }
}
