package io.omniroute.routing.spending;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallGuard;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.budget.Payer;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds calls to the budgets of their key and its group, and has every call settled against all budgets. */
@ApplicationScoped
public class CallerBudgets implements CallGuard {
    /** Late: a call that still waits for its turn should not hold money. */
    private static final int ORDER = 900;

    private final Spending spending;

    @Inject
    public CallerBudgets(Spending spending) {
        this.spending = spending;
    }

    protected CallerBudgets() {
        this(null); // for the CDI proxy
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public CallPermit admit(CallFacts call) {
        BudgetPlan plan = call.snapshot().budgets();
        if (plan.isEmpty()) {
            return new Permit(plan, Map.of());
        }
        List<Budget> budgets = plan.ofCaller(
                new Payer(Optional.of(call.key().id().toString()), call.key().group(), ""));
        OpenCall open = spending.begin(call);
        switch (spending.reserve(open, budgets, WorstCase.of(call))) {
            case Verdict.Held ignored -> {
                return new Permit(plan, warnings(spending.states(budgets)));
            }
            case Verdict.Refused refused -> {
                spending.end(open);
                throw new GatewayException(BudgetRefusals.of(refused.state(), call.startedAt()));
            }
        }
    }

    /** Such as {@code key/day 83%, group/month 101%}: enough to act on, without other people's figures. */
    private static Map<String, String> warnings(List<BudgetState> states) {
        String warnings = states.stream()
                .filter(state -> state.level() != BudgetState.Level.OK)
                .map(CallerBudgets::warning)
                .collect(Collectors.joining(", "));
        return warnings.isEmpty() ? Map.of() : Map.of("X-OmniRoute-Budget-Warning", warnings);
    }

    private static String warning(BudgetState state) {
        Budget budget = state.budget();
        String share = budget.limitUsd().signum() == 0
                ? "100"
                : state.spentUsd()
                        .movePointRight(2)
                        .divide(budget.limitUsd(), 0, RoundingMode.DOWN)
                        .toPlainString();
        return budget.scope().word() + "/" + budget.period().word() + " " + share + "%";
    }

    private final class Permit implements CallPermit {
        private final BudgetPlan plan;
        private final Map<String, String> headers;

        private Permit(BudgetPlan plan, Map<String, String> headers) {
            this.plan = plan;
            this.headers = headers;
        }

        @Override
        public Map<String, String> headers() {
            return headers;
        }

        @Override
        public void settled(UsageRecord usage) {
            spending.settle(usage, plan);
        }
    }
}
