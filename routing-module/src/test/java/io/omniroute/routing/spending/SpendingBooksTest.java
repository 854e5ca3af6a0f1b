package io.omniroute.routing.spending;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.fakes.FixedSnapshots;
import io.omniroute.routing.fakes.MemoryLedger;
import io.omniroute.routing.fakes.MemoryStores;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.snapshot.ConfigurationChanged;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpendingBooksTest {
    private final FakeClock clock = new FakeClock();
    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryStores stores = new MemoryStores();
    private final FixedSnapshots snapshots = new FixedSnapshots(stores);
    private final Spending spending = new Spending(clock, told -> {});
    private final Budget budget = Calls.ofKey("10", true);
    private boolean databaseIsDown;
    private final SpendingBooks books = new SpendingBooks(spending, this::inLedger, ledger, snapshots, clock);

    @Test
    void aStartCountsTheLedgerAndEachLeftOverOnce() {
        UsageRecord drained = Calls.record(UUID.randomUUID(), "1");
        UsageRecord storedBeforeTheCrash = Calls.record(UUID.randomUUID(), "2");
        UsageRecord onlyJournalled = Calls.record(UUID.randomUUID(), "4");
        ledger.append(List.of(drained, storedBeforeTheCrash));
        stores.budgets.put(budget);

        books.found(List.of(storedBeforeTheCrash, onlyJournalled));
        books.rest();
        assertThat(spent()).isEqualByComparingTo("7");
        store(storedBeforeTheCrash, onlyJournalled);
        readAgain();
        assertThat(spent()).isEqualByComparingTo("7");
        UsageRecord next = settle("0.5");
        readAgain();
        assertThat(spent()).isEqualByComparingTo("7.5");
        store(next);
        readAgain();
        assertThat(spent()).isEqualByComparingTo("7.5");
    }

    @Test
    void aNewBudgetKnowsWhatWasSpentBeforeItWasMade() {
        ledger.append(List.of(Calls.record(UUID.randomUUID(), "3")));
        settle("2");
        books.start(new GatewayStarting());
        stores.budgets.put(budget);
        books.changed(new ConfigurationChanged());
        assertThat(spent()).isEqualByComparingTo("5");
    }

    @Test
    void whatOtherNodesSpendIsHeardOfAfterTenSeconds() {
        stores.budgets.put(budget);
        books.rest();
        settle("1");
        ledger.append(List.of(Calls.record(UUID.randomUUID(), "2")));
        clock.advance(Duration.ofSeconds(9));
        books.rest();
        assertThat(spent()).isEqualByComparingTo("1");
        clock.advance(Duration.ofSeconds(1));
        books.rest();
        assertThat(spent()).isEqualByComparingTo("3");
    }

    @Test
    void aReratingIsHeardOfAtOnce() {
        stores.budgets.put(budget);
        books.rest();
        ledger.append(List.of(Calls.record(UUID.randomUUID(), "2")));
        books.recheck();
        books.rest();
        assertThat(spent()).isEqualByComparingTo("2");
    }

    @Test
    void aDatabaseThatIsDownLeavesTheLastSums() {
        stores.budgets.put(budget);
        books.rest();
        settle("1");
        databaseIsDown = true;
        readAgain();
        assertThat(spent()).isEqualByComparingTo("1");
        settle("1");
        assertThat(spent()).isEqualByComparingTo("2");
        databaseIsDown = false;
        ledger.append(List.of(Calls.record(UUID.randomUUID(), "5")));
        readAgain();
        assertThat(spent()).as("not asked again at once").isEqualByComparingTo("2");
        clock.advance(Duration.ofSeconds(10));
        readAgain();
        assertThat(spent()).isEqualByComparingTo("7");
    }

    @Test
    void aBudgetOfTheNextDayForgetsTheLedgerOfThisOne() {
        stores.budgets.put(budget);
        ledger.append(List.of(Calls.record(UUID.randomUUID(), "2")));
        books.rest();
        clock.advance(Duration.ofDays(1));
        books.rest();
        assertThat(spent()).isZero();
    }

    private BigDecimal inLedger(Budget asked, BudgetPeriod.Span span) {
        if (databaseIsDown) {
            throw new IllegalStateException("the database is down");
        }
        return ledger.records.stream()
                .filter(usage -> asked.covers(UnstoredCosts.payer(usage)) && span.contains(usage.time()))
                .map(usage -> usage.cost().total())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private UsageRecord settle(String dollars) {
        UsageRecord usage = Calls.record(UUID.randomUUID(), dollars);
        spending.settle(usage, snapshots.current().budgets());
        return usage;
    }

    private void store(UsageRecord... records) {
        List<UsageRecord> batch = List.of(records);
        books.store(
                batch,
                () -> ledger.append(batch.stream()
                        .filter(usage -> !ledger.records.contains(usage))
                        .toList()));
    }

    private void readAgain() {
        books.recheck();
        books.rest();
    }

    private BigDecimal spent() {
        return spending.states(List.of(budget)).get(0).spentUsd();
    }
}
