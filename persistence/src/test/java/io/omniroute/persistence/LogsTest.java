package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.audit.JpaAuditLog;
import io.omniroute.persistence.testing.CallSamples;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.persistence.usage.JpaUsageLedger;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.audit.AuditLog;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.LogFilter.Field;
import io.omniroute.routing.usage.StatusRange;
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
        UsageRecord first = CallSamples.usage(NOON, "a", 200, "0.5");
        UsageRecord second = CallSamples.usage(LATE, "b", 200, "1E-7");
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
        ledger.append(List.of(CallSamples.usage(NOON, "a", 200, "0.5").unlisted()));
        assertThat(ledger.page(LogQuery.latest(10))).isEmpty();
        assertThat(ledger.sums(NOON, LATE, UsageLedger.Grouping.NONE))
                .singleElement()
                .satisfies(sum -> assertThat(sum.requests()).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource
    void strangeTextsAreCutInsteadOfBlockingTheBatch(Platform platform) {
        UsageLedger ledger = ledger(platform);
        ledger.append(List.of(CallSamples.hostile(NOON)));
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
                .mapToObj(i -> CallSamples.usage(NOON.plusMillis(i / 100), "a", 200, "0"))
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
        UsageRecord good = CallSamples.usage(NOON, "a", 200, "0");
        UsageRecord bad = CallSamples.usage(LATE, "b", 503, "0");
        UsageRecord odd = CallSamples.hostile(NEXT_DAY);
        ledger.append(List.of(good, bad, odd));
        assertThat(ids(ledger, LogFilter.ALL.between(Optional.of(LATE), Optional.of(NEXT_DAY))))
                .containsExactly(bad.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.PROVIDER, "acme"))).containsExactly(bad.id(), good.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.MODEL, "a"))).containsExactly(good.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.REQUESTED_MODEL, "fast")))
                .hasSize(2);
        assertThat(ids(ledger, LogFilter.ALL.with(Field.API_KEY, new UUID(1, 1).toString())))
                .containsExactly(bad.id(), good.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.API_KEY, new UUID(1, 2).toString())))
                .isEmpty();
        assertThat(ids(ledger, LogFilter.ALL.with(Field.CONNECTION, bad.connectionId())))
                .containsExactly(bad.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.COMBO, "always-on"))).containsExactly(bad.id(), good.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.COMBO, LogFilter.ANY))).containsExactly(bad.id(), good.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.SOURCE, "VENDOR"))).containsExactly(odd.id());
        assertThat(ids(ledger, LogFilter.ALL.with(Field.REQUEST_ID, "request"))).containsExactly(bad.id(), good.id());
        assertThat(ids(ledger, LogFilter.ALL.streamed(false))).containsExactly(odd.id());
        assertThat(ids(ledger, LogFilter.ALL.with(StatusRange.only(200)))).containsExactly(good.id());
        assertThat(ids(ledger, LogFilter.ALL.with(StatusRange.OK))).containsExactly(good.id());
        assertThat(ids(ledger, LogFilter.ALL.with(StatusRange.ERROR))).containsExactly(odd.id(), bad.id());
    }

    @ParameterizedTest
    @EnumSource
    void searchLooksIntoAllTextsInWhateverCaseAndTakesWildcardsAsTheyAre(Platform platform) {
        UsageLedger ledger = ledger(platform);
        UsageRecord listed = CallSamples.usage(NOON, "Large_50%", 200, "0");
        ledger.append(
                List.of(listed, CallSamples.usage(LATE, "Largex500", 200, "0").unlisted()));
        for (String text : List.of("QUEST", "fas", "acm", "e_50%", "WAYS-on", "cut SHORT")) {
            assertThat(ids(ledger, LogFilter.ALL.holding(text))).as(text).containsExactly(listed.id());
        }
        assertThat(ids(ledger, LogFilter.ALL.holding("e%0"))).isEmpty();
        assertThat(ids(ledger, LogFilter.ALL.holding("!"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void oneCallIsFoundUnlessItIsNotListed(Platform platform) {
        UsageLedger ledger = ledger(platform);
        UsageRecord listed = CallSamples.usage(NOON, "a", 200, "0.5");
        UsageRecord hidden = CallSamples.usage(NOON, "a", 200, "0.5").unlisted();
        ledger.append(List.of(listed, hidden));
        assertThat(ledger.find(listed.id()).orElseThrow().combo()).contains("always-on");
        assertThat(ledger.find(hidden.id())).isEmpty();
        assertThat(ledger.find(UUID.randomUUID())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sumsGoByEveryKeyAndByTheUtcDay(Platform platform) {
        UsageLedger ledger = ledger(platform);
        ledger.append(List.of(
                CallSamples.usage(NOON, "a", 200, "0.25"),
                CallSamples.usage(LATE, "b", 503, "2"),
                CallSamples.usage(NEXT_DAY, "b", 200, "0.5")));
        ledger.append(List.of(CallSamples.hostile(NOON)));
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
        return on(platform)
                .transactional(UsageLedger.class, entities -> new JpaUsageLedger(entities, unit.dataSource()));
    }

    private static List<UsageRecord> page(UsageLedger ledger, Optional<UUID> after) {
        return ledger.page(new LogQuery(after, 75, LogFilter.ALL));
    }

    private static List<UUID> ids(UsageLedger ledger, LogFilter filter) {
        return ledger.page(new LogQuery(Optional.empty(), 10, filter)).stream()
                .map(UsageRecord::id)
                .toList();
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
}
