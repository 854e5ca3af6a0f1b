package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.budget.JpaSpentSums;
import io.omniroute.persistence.testing.CallSamples;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.persistence.usage.JpaUsageLedger;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod.Span;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.budget.SpentSums;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpentSumsTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @ParameterizedTest
    @EnumSource
    void whatEveryNodeAppendsCountsOnce(Platform platform) {
        Unit unit = Unit.on(platform);
        UsageLedger here = new JpaUsageLedger(null, unit.dataSource());
        UsageLedger there = new JpaUsageLedger(null, unit.dataSource());
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UsageRecord usage = CallSamples.usageOf("p", Samples.NOON.plus(Duration.ofMinutes(5L * i)), "0.125");
            (i % 2 == 0 ? here : there).append(List.of(usage));
            records.add(usage);
        }
        here.append(records); // as a journal does that was not told of its last success

        SpentSums sums = unit.transactional(SpentSums.class, JpaSpentSums::new);
        Budget budget = Samples.budget(BudgetScope.PROVIDER, "p", Samples.NOON);
        assertThat(sums.spent(budget, budget.around(Samples.NOON))).isEqualByComparingTo("3.000000000024");
        Instant second = Samples.NOON.plus(QUARTER);
        assertThat(sums.spent(budget, new Span(second, second.plus(QUARTER)))).isEqualByComparingTo("0.375000000003");
        assertThat(sums.spent(budget, new Span(Samples.NOON.minus(QUARTER), Samples.NOON)))
                .isZero();
    }
}
