package io.omniroute.provider.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a call from outside: the caller left, or the gateway stops. Thread-safe; cancelling is final and happens once.
 */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>(2);
    private boolean cancelled;

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Runs it when the call is cancelled, at once if it already is. It must not block. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** @return false when it was cancelled before */
    public boolean cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return false;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
        return true;
    }
}
