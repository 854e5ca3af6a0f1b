package io.omniroute.routing.telemetry;

import java.util.List;
import java.util.Locale;

/**
 * A stretch of a call's road. A call is in one phase at a time and may come back to an earlier one; what it spent there adds
 * up. Phases that a call never enters are no part of its timing.
 */
public enum Phase {
    /** Coming in: address, key and endpoint are checked, the body is read from the client. */
    PARSE,
    /** The body is looked through: whether it is JSON, which model it names, how large it is. */
    VALIDATE,
    /** Whoever may answer from memory or refuse: idempotency, caches, limits of the key with their queue, budgets. */
    POLICY,
    /** The model's name is resolved, and the targets are put into order. */
    RESOLVE,
    /**
     * From the first attempt until a vendor's first event is here, or the head of a whole answer: limits of accounts, writing
     * the request, failed attempts and the pauses between them, events that are held back.
     */
    CONNECT,
    /** The answer travels: read from the vendor, translated, written to the client. */
    STREAM,
    /** Settlement: cost, budgets, the usage journal. */
    FINALIZE;

    /** All of them, in the order of their declaration, without a copy each time. */
    public static final List<Phase> ALL = List.of(values());

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the API and the metrics name it. */
    public String label() {
        return label;
    }
}
