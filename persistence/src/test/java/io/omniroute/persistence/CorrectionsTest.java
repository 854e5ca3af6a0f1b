package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.budget.JpaSpentSums;
import io.omniroute.persistence.testing.CallSamples;
import io.omniroute.persistence.testing.CountingVersion;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.persistence.usage.JpaCorrections;
import io.omniroute.persistence.usage.JpaUsageLedger;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.budget.SpentSums;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.rating.Correction;
import io.omniroute.routing.rating.Corrections;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageLedger.Grouping;
import io.omniroute.routing.usage.UsageLedger.LogQuery;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorrectionsTest {
    private static final Instant NOON = Samples.NOON;
    private static final Instant NEXT_DAY = Instant.parse("2026-05-05T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void correctionsChangeSumsAndNoRecord(Platform platform) {
        Unit unit = Unit.on(platform);
        UsageLedger ledger =
                unit.transactional(UsageLedger.class, entities -> new JpaUsageLedger(entities, unit.dataSource()));
        Corrections corrections = unit.transactional(
                Corrections.class, entities -> new JpaCorrections(entities, unit.dataSource(), new CountingVersion()));
        SpentSums spent = unit.transactional(SpentSums.class, JpaSpentSums::new);
        UsageRecord usage = CallSamples.usage(NOON, "a", 200, "0.25");
        ledger.append(List.of(usage));
        BigDecimal zero = BigDecimal.ZERO;
        Cost dearer = new Cost(BigDecimal.ONE, zero, zero, zero, zero);
        for (int i = 0; i < 2; i++) {
            corrections.append(
                    List.of(usage.id()),
                    known -> List.of(
                            new Correction(UUID.randomUUID(), usage.id(), UUID.randomUUID(), NEXT_DAY, dearer)));
        }
        assertThat(corrections.of(List.of(usage.id(), UUID.randomUUID())))
                .containsExactly(Map.entry(usage.id(), dearer.plus(dearer)));
        assertThat(ledger.page(LogQuery.latest(9))).containsExactly(usage);
        assertThat(ledger.known(List.of(usage.id(), UUID.randomUUID()))).containsExactly(usage.id());
        for (Grouping grouping : Grouping.values()) {
            assertThat(ledger.sums(NOON, NEXT_DAY.plusSeconds(1), grouping))
                    .as(grouping.name())
                    .singleElement()
                    .satisfies(sum -> {
                        assertThat(sum.costUsd()).isEqualByComparingTo("2.250000000001");
                        assertThat(sum.savedUsd()).isEqualByComparingTo("0.125");
                        assertThat(sum.requests()).isEqualTo(1);
                        assertThat(sum.inputTokens()).isEqualTo(100);
                    });
        }
        Budget staff = Samples.budget(BudgetScope.GROUP, "staff", NOON);
        assertThat(spent.spent(staff, staff.around(NOON))).isEqualByComparingTo("2.250000000001");
        assertThat(spent.spent(staff, staff.around(NOON.plus(Duration.ofDays(40)))))
                .isZero();
        Budget acme = Samples.budget(BudgetScope.PROVIDER, "acme", NOON);
        assertThat(spent.spent(acme, acme.around(NOON))).isEqualByComparingTo("2.250000000001");
        Budget other = Samples.budget(BudgetScope.KEY, new UUID(1, 2).toString(), NOON);
        assertThat(spent.spent(other, other.around(NOON))).isZero();
    }
}
