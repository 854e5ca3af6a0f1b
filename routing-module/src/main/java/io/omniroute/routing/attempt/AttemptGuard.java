package io.omniroute.routing.attempt;

/**
 * Has a say before a target is tried. An application-scoped bean; all beans of this type are asked, in the order of
 * {@link #order()}, until one passes the target over. Thread-safe. Works in memory: it may make the call's virtual thread
 * wait (a queue), but does no I/O.
 */
public interface AttemptGuard {
    /** Small numbers are asked first: what is cheap and final before what waits or takes something. */
    int order();

    Admission admit(AttemptFacts attempt);

    /**
     * Has a say before an account is asked to count tokens. That costs nothing and proves nothing: the permit hears neither
     * {@code served} nor {@code failed}, nor the headers of the answer, which are about counting.
     *
     * @param attempt of no tokens, which does not wait
     */
    default Admission admitCount(AttemptFacts attempt) {
        return new Admission.Admitted(AttemptPermit.NONE);
    }
}
