package io.omniroute.routing.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.fakes.FakeClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetGuardsTest {
    private static final DatedPrice A_DOLLAR_A_TOKEN = new DatedPrice(
            new ProviderId("acme"),
            "a",
            new Price(BigDecimal.ZERO, new BigDecimal("1000000"), none(), none(), none()),
            Instant.EPOCH);

    private final FakeClock clock = new FakeClock();
    private final Spending spending = new Spending(clock, told -> {});
    private final CallerBudgets callers = new CallerBudgets(spending);
    private final ProviderBudgets providers = new ProviderBudgets(spending, clock);

    @Test
    void anExhaustedBudgetRefusesUntilItsPeriodEnds() {
        Budget budget = Calls.ofKey("10", true);
        CallFacts call = call(budget, 5);
        callers.admit(call).settled(Calls.record(call.callId(), "12"));
        assertThatThrownBy(() -> callers.admit(call(budget, 5))).isInstanceOfSatisfying(GatewayException.class, e -> {
            Failure failure = e.failure();
            assertThat(failure.status()).isEqualTo(429);
            assertThat(failure.code()).contains("budget_exceeded");
            assertThat(failure.retryAfter()).contains(Duration.ofHours(12)); // of noon's call
            assertThat(failure.message()).contains("this key", "10 US dollars a day", "used up");
        });
    }

    @Test
    void whatOnlyRunningCallsHoldMayBeFreeInAMoment() {
        Budget budget = Calls.ofKey("10", true);
        callers.admit(call(budget, 8));
        assertThatThrownBy(() -> callers.admit(call(budget, 5)))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().retryAfter()).contains(Duration.ofSeconds(1)));
        assertThat(state(budget).reservedUsd()).isEqualByComparingTo("8");
    }

    @Test
    void anAnswerWarnsOfABudgetThatRunsLow() {
        Budget budget = Calls.ofKey("10", true);
        CallFacts first = call(budget, 1);
        CallPermit permit = callers.admit(first);
        assertThat(permit.headers()).isEmpty();
        permit.settled(Calls.record(first.callId(), "8.39"));
        assertThat(callers.admit(call(budget, 1)).headers()).containsEntry("X-OmniRoute-Budget-Warning", "key/day 83%");
    }

    @Test
    void aProviderWithoutBudgetIsPassedOver() {
        Budget budget = Calls.budget(BudgetScope.PROVIDER, "acme", "10", true);
        CallFacts call = call(budget, 7);
        CallPermit permit = callers.admit(call);
        assertThat(providers.admit(attempt(call))).isInstanceOf(Admission.Admitted.class);
        CallFacts second = call(budget, 7);
        callers.admit(second);
        assertThat(providers.admit(attempt(second)))
                .isInstanceOfSatisfying(
                        Admission.PassedOver.class,
                        passedOver -> assertThat(passedOver.reason().code()).contains("budget_exceeded"));
        permit.settled(Calls.record(call.callId(), "2"));
        assertThat(providers.admit(attempt(second))).isInstanceOf(Admission.Admitted.class);
        assertThat(state(budget).spentUsd()).isEqualByComparingTo("2");
    }

    @Test
    void anAttemptThatDidNotServeGivesBackItsShareAtOnce() {
        Budget budget = Calls.budget(BudgetScope.PROVIDER, "acme", "10", true);
        CallFacts call = call(budget, 7);
        callers.admit(call);
        Admission.Admitted failed = (Admission.Admitted) providers.admit(attempt(call));
        failed.permit().ended(Usage.NONE);
        assertThat(state(budget).reservedUsd()).isZero();
        Admission.Admitted served = (Admission.Admitted) providers.admit(attempt(call));
        served.permit().served(1);
        served.permit().ended(Usage.of(1, 1));
        assertThat(state(budget).reservedUsd()).as("until it is settled").isEqualByComparingTo("7");
    }

    @Test
    void theWorstCaseIsWhatTheCallerAllowsOrTheModelCan() {
        assertThat(WorstCase.of(call(Calls.ofKey("1", true), 12))).isEqualByComparingTo("12");
        assertThat(WorstCase.of(call(Calls.ofKey("1", true), -1)))
                .isEqualByComparingTo(BigDecimal.valueOf(WorstCase.OUTPUT_TOKENS));
        assertThat(WorstCase.of(Calls.call(BudgetPlan.NONE, 12))).as("no price").isZero();
    }

    @Test
    void eachOfSeveralAnswersIsReservedFor() {
        assertThat(WorstCase.of(call(Calls.ofKey("1", true), new OutputWish(OptionalLong.of(12), 3))))
                .isEqualByComparingTo("36");
        assertThat(WorstCase.of(call(Calls.ofKey("1", true), new OutputWish(OptionalLong.empty(), 3))))
                .isEqualByComparingTo(BigDecimal.valueOf(3 * WorstCase.OUTPUT_TOKENS));
        long most = Integer.MAX_VALUE;
        assertThat(WorstCase.of(call(Calls.ofKey("1", true), new OutputWish(OptionalLong.of(most), most))))
                .isEqualByComparingTo(BigDecimal.valueOf(most * most));
    }

    private static CallFacts call(Budget budget, long outputTokens) {
        return Calls.call(new BudgetPlan(List.of(budget)), outputTokens, A_DOLLAR_A_TOKEN);
    }

    private static CallFacts call(Budget budget, OutputWish output) {
        return Calls.call(new BudgetPlan(List.of(budget)), output, A_DOLLAR_A_TOKEN);
    }

    private static AttemptFacts attempt(CallFacts call) {
        return new AttemptFacts(call.callId(), call.key(), call.targets().get(0), 30);
    }

    private BudgetState state(Budget budget) {
        return spending.states(List.of(budget)).get(0);
    }

    private static Optional<BigDecimal> none() {
        return Optional.empty();
    }
}
