package io.omniroute.routing.telemetry;

import java.util.Objects;

/** Times one call by the system's nano clock, phase by phase. Confined to the thread of the call. */
public final class Timeline {
    private final long[] phases = new long[Phase.ALL.size()];
    private final long begun;
    private long since;
    private Phase current = Phase.PARSE;
    private long vendor;
    private long client;

    /** @param nanos when the call came in */
    public Timeline(long nanos) {
        begun = nanos;
        since = nanos;
    }

    /** Ends the current phase. @return the phase that ended, to go back to */
    public Phase enter(Phase next) {
        Objects.requireNonNull(next, "next");
        leave(System.nanoTime());
        Phase left = current;
        current = next;
        return left;
    }

    /** Of the time that has passed, so much was spent waiting for a vendor. */
    public void waitedForVendor(long nanos) {
        vendor += nanos;
    }

    /** Of the time that has passed, so much was spent waiting for the client to send, or to take its answer. */
    public void waitedForClient(long nanos) {
        client += nanos;
    }

    /** The call is over. To be called once; the timing takes this object's array. */
    public CallTiming end(CallKind kind) {
        long now = System.nanoTime();
        leave(now);
        return new CallTiming(kind, now, now - begun, Math.max(0, now - begun - vendor - client), phases);
    }

    private void leave(long now) {
        phases[current.ordinal()] += now - since;
        since = now;
    }
}
