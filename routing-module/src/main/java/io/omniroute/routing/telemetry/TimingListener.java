package io.omniroute.routing.telemetry;

/** Hears of every call that ended. An application-scoped bean; on the road of every call, so it must be cheap. Thread-safe. */
public interface TimingListener {
    void ended(CallTiming timing);
}
