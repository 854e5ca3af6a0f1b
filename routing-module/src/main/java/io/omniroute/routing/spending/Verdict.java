package io.omniroute.routing.spending;

/** What the budgets say to a call. */
sealed interface Verdict {
    /** The call may go; what it may cost is held until it is settled or released. */
    record Held(Reservation reservation) implements Verdict {}

    /** @param state of the hard budget that has too little left */
    record Refused(BudgetState state) implements Verdict {}
}
