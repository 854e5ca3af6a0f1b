package io.omniroute.routing.spending;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.fakes.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpendingTest {
    private static final int THREADS = 200;

    private final FakeClock clock = new FakeClock();
    private final List<BudgetReached> news = new ArrayList<>();
    private final Spending spending = new Spending(clock, news::add);

    @Test
    void twoHundredCallsAtOnceNeverOvershootAHardBudget() throws Exception {
        Budget budget = Calls.ofKey("1", true);
        AtomicInteger admitted = new AtomicInteger();
        BigDecimal estimate = new BigDecimal("0.03");
        inParallel(() -> {
            for (int i = 0; i < 50; i++) {
                CallFacts call = Calls.call(new BudgetPlan(List.of(budget)), 0);
                OpenCall open = spending.begin(call);
                if (spending.reserve(open, List.of(budget), estimate) instanceof Verdict.Held) {
                    admitted.incrementAndGet();
                    Thread.yield();
                    spending.settle(Calls.record(call.callId(), "0.01"), new BudgetPlan(List.of(budget)));
                } else {
                    spending.end(open);
                }
            }
            return null;
        });
        BudgetState state = only(budget);
        assertThat(state.spentUsd())
                .isEqualByComparingTo(new BigDecimal("0.01").multiply(new BigDecimal(admitted.get())));
        assertThat(state.spentUsd()).isLessThanOrEqualTo(BigDecimal.ONE).isGreaterThan(new BigDecimal("0.9"));
        assertThat(state.reservedUsd()).isZero();
    }

    @Test
    void ofTwoHundredWaitingCallsOnlyThoseGoWhoseWorstCasesFit() throws Exception {
        Budget budget = Calls.ofKey("1", true);
        CountDownLatch decided = new CountDownLatch(THREADS);
        AtomicInteger admitted = new AtomicInteger();
        inParallel(() -> {
            CallFacts call = Calls.call(new BudgetPlan(List.of(budget)), 0);
            Verdict verdict = spending.reserve(spending.begin(call), List.of(budget), new BigDecimal("0.09"));
            decided.countDown();
            decided.await();
            if (verdict instanceof Verdict.Held) {
                admitted.incrementAndGet();
                spending.settle(Calls.record(call.callId(), "0.09"), new BudgetPlan(List.of(budget)));
            }
            return null;
        });
        assertThat(admitted).hasValue(11);
        assertThat(only(budget).spentUsd()).isEqualByComparingTo("0.99");
    }

    @Test
    void exactlyTheLimitStillFits() {
        Budget budget = Calls.ofKey("0.3", true);
        assertThat(reserve(budget, "0.1")).isInstanceOf(Verdict.Held.class);
        assertThat(reserve(budget, "0.2")).isInstanceOf(Verdict.Held.class);
        assertThat(reserve(budget, "0.000000001")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aCallThatIsAloneMayBeginWithWhateverIsLeft() {
        Budget budget = Calls.ofKey("1", true);
        CallFacts first = Calls.call(BudgetPlan.NONE, 0);
        assertThat(spending.reserve(spending.begin(first), List.of(budget), new BigDecimal("40")))
                .isInstanceOf(Verdict.Held.class);
        assertThat(reserve(budget, "0.01")).isInstanceOf(Verdict.Refused.class);
        spending.settle(Calls.record(first.callId(), "1"), new BudgetPlan(List.of(budget)));
        assertThat(reserve(budget, "0.01")).isInstanceOf(Verdict.Refused.class);
        assertThat(only(budget).level()).isEqualTo(BudgetState.Level.EXHAUSTED);
    }

    @Test
    void aRefusalByOneBudgetHoldsNothingOfTheOthers() {
        Budget roomy = Calls.budget(BudgetScope.GROUP, "staff", "100", true);
        Budget tight = Calls.ofKey("0", true);
        CallFacts call = Calls.call(BudgetPlan.NONE, 0);
        assertThat(spending.reserve(spending.begin(call), List.of(roomy, tight), BigDecimal.ONE))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.state().budget()).isEqualTo(tight));
        assertThat(only(roomy).reservedUsd()).isZero();
    }

    @Test
    void aSoftBudgetRefusesNothingAndTellsOnceOfEachLevel() {
        Budget budget = Calls.ofKey("1", false);
        BudgetPlan plan = new BudgetPlan(List.of(budget));
        for (String dollars : List.of("0.5", "0.3", "0.1", "0.1", "5")) {
            CallFacts call = Calls.call(plan, 0);
            assertThat(spending.reserve(spending.begin(call), List.of(budget), BigDecimal.TEN))
                    .isInstanceOf(Verdict.Held.class);
            spending.settle(Calls.record(call.callId(), dollars), plan);
        }
        assertThat(news).extracting(BudgetReached::exhausted).containsExactly(false, true);
        assertThat(news)
                .extracting(reached -> reached.spentUsd().toPlainString())
                .containsExactly("0.8", "1.0");
    }

    @Test
    void aNewPeriodBeginsAtZeroAndKeepsWhatRunningCallsHold() {
        Budget budget = Calls.ofKey("1", true);
        BudgetPlan plan = new BudgetPlan(List.of(budget));
        CallFacts late = Calls.call(plan, 0);
        spending.reserve(spending.begin(late), List.of(budget), new BigDecimal("0.4"));
        spending.settle(Calls.record(Calls.call(plan, 0).callId(), "0.9"), plan);
        clock.advance(Duration.ofDays(1));
        assertThat(only(budget).spentUsd()).isZero();
        assertThat(only(budget).reservedUsd()).isEqualByComparingTo("0.4");
        spending.settle(Calls.record(late.callId(), "0.4"), plan);
        assertThat(only(budget).spentUsd()).as("it began yesterday").isZero();
        assertThat(only(budget).reservedUsd()).isZero();
    }

    @Test
    void aHigherLimitHoldsAtOnce() {
        Budget budget = Calls.ofKey("1", true);
        spending.adopt(new BudgetPlan(List.of(budget)));
        spending.settle(Calls.record(Calls.call(BudgetPlan.NONE, 0).callId(), "1"), new BudgetPlan(List.of(budget)));
        assertThat(reserve(budget, "1")).isInstanceOf(Verdict.Refused.class);
        Budget raised = new Budget(
                budget.id(),
                budget.scope(),
                budget.target(),
                budget.period(),
                budget.zone(),
                new BigDecimal("2"),
                true,
                budget.warningThreshold(),
                budget.createdAt());
        spending.adopt(new BudgetPlan(List.of(raised)));
        assertThat(reserve(raised, "1")).isInstanceOf(Verdict.Held.class);
        assertThat(only(raised).spentUsd()).isEqualByComparingTo("1");
    }

    @Test
    void aCallOfAnEarlierTimeDoesNotBringItsBudgetsBack() {
        Budget before = Calls.ofKey("100", true);
        Budget deleted = Calls.budget(BudgetScope.GROUP, "staff", "100", true);
        BudgetPlan old = new BudgetPlan(List.of(before, deleted));
        spending.adopt(old);
        CallFacts running = Calls.call(old, 0);
        spending.reserve(spending.begin(running), List.of(before), BigDecimal.ONE);
        Budget edited = new Budget(
                before.id(),
                before.scope(),
                before.target(),
                BudgetPeriod.TOTAL,
                before.zone(),
                BigDecimal.ONE,
                true,
                before.warningThreshold(),
                before.createdAt());
        BudgetPlan now = new BudgetPlan(List.of(edited));
        spending.adopt(now);
        spending.sumUp(only(edited), (budget, state) -> new BigDecimal("18.6"));

        spending.settle(Calls.record(running.callId(), "0.5"), old);
        reserve(before, "0.1");

        assertThat(only(edited).budget()).isEqualTo(edited);
        assertThat(only(edited).spentUsd()).isEqualByComparingTo("19.1");
        assertThat(reserve(edited, "0.1")).isInstanceOf(Verdict.Refused.class);
        assertThat(spending.notSummedUp(now)).isEmpty();
    }

    private Verdict reserve(Budget budget, String estimate) {
        return spending.reserve(
                spending.begin(Calls.call(BudgetPlan.NONE, 0)), List.of(budget), new BigDecimal(estimate));
    }

    private BudgetState only(Budget budget) {
        return spending.states(List.of(budget)).get(0);
    }

    private static void inParallel(java.util.concurrent.Callable<Void> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        }
    }
}
