package io.omniroute.routing.spending;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a caller is told whom a budget stops. Pure. */
final class BudgetRefusals {
    /** Running calls settle soon. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private BudgetRefusals() {}

    static Failure of(BudgetState state, Instant now) {
        Budget budget = state.budget();
        boolean exhausted = state.level() == BudgetState.Level.EXHAUSTED;
        String whose =
                switch (budget.scope()) {
                    case KEY -> "this key";
                    case GROUP -> "this key's group";
                    case PROVIDER -> "the provider '" + budget.target() + "'";
                };
        String why = exhausted ? "is used up" : "has too little left beside the calls that are running";
        return new Failure(
                FailureKind.LIMITED,
                FailureKind.LIMITED.status(),
                "The budget of " + whose + " (" + budget.limitUsd().toPlainString() + " US dollars"
                        + (budget.period() == BudgetPeriod.TOTAL
                                ? ""
                                : " a " + budget.period().word()) + ") " + why + ".",
                Optional.of("budget_exceeded"),
                Optional.empty(),
                exhausted ? untilTheNext(state, now) : Optional.of(MOMENT));
    }

    private static Optional<Duration> untilTheNext(BudgetState state, Instant now) {
        return state.budget().period() == BudgetPeriod.TOTAL
                ? Optional.empty()
                : Optional.of(Duration.between(now, state.span().to()));
    }
}
