package io.omniroute.routing.telemetry;

import java.util.Objects;

/** How long a call took, and which part of it. Immutable; all in nanoseconds. */
public final class CallTiming {
    private final CallKind kind;
    private final long endedAt;
    private final long whole;
    private final long overhead;
    private final long[] phases;

    /** @param endedAt by the system's nano clock; @param phases not copied, and never changed again */
    CallTiming(CallKind kind, long endedAt, long whole, long overhead, long[] phases) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.endedAt = endedAt;
        this.whole = whole;
        this.overhead = overhead;
        this.phases = phases;
    }

    public CallKind kind() {
        return kind;
    }

    long endedAt() {
        return endedAt;
    }

    public long whole() {
        return whole;
    }

    /** What was spent neither waiting for a vendor nor for the client. */
    public long overhead() {
        return overhead;
    }

    /** 0 when the call was never in this phase. */
    public long spentIn(Phase phase) {
        return phases[phase.ordinal()];
    }
}
