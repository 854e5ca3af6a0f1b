package io.omniroute.routing.spending;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.budget.Budget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Passes a provider over whose budget has too little left. */
@ApplicationScoped
public class ProviderBudgets implements AttemptGuard {
    /** Late: a target that is passed over for another reason needs no money. */
    private static final int ORDER = 900;

    private final Spending spending;
    private final Clock clock;

    @Inject
    public ProviderBudgets(Spending spending, Clock clock) {
        this.spending = spending;
        this.clock = clock;
    }

    protected ProviderBudgets() {
        this(null, null); // for the CDI proxy
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Admission admit(AttemptFacts attempt) {
        Optional<OpenCall> open = spending.running(attempt.callId());
        if (open.isEmpty()) {
            return new Admission.Admitted(AttemptPermit.NONE); // there was no budget when the call began
        }
        String provider = attempt.target().provider().id().value();
        List<Budget> budgets = open.get().facts().snapshot().budgets().ofProvider(provider);
        if (budgets.isEmpty()) {
            return new Admission.Admitted(AttemptPermit.NONE);
        }
        var estimate = WorstCase.of(open.get().facts(), attempt.target());
        return switch (spending.reserve(open.get(), budgets, estimate)) {
            case Verdict.Held held -> new Admission.Admitted(new Permit(held.reservation()));
            case Verdict.Refused refused ->
                new Admission.PassedOver(BudgetRefusals.of(refused.state(), clock.instant()));
        };
    }

    /** Gives back what an attempt reserved that came to nothing; what served is settled with its call. */
    private final class Permit implements AttemptPermit {
        private final Reservation reservation;
        private boolean served;

        private Permit(Reservation reservation) {
            this.reservation = reservation;
        }

        @Override
        public void served(long millis) {
            served = true;
        }

        @Override
        public void ended(Usage usage) {
            if (!served) {
                spending.release(reservation);
            }
        }
    }
}
