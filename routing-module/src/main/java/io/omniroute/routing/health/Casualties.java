package io.omniroute.routing.health;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts that will not come back by waiting, until someone has switched them off. Thread-safe. */
@ApplicationScoped
public class Casualties {
    /** A vendor that calls a key wrong so often in a row, with long rests between, means it. */
    static final int STRIKES = 3;

    private final Map<ConnectionId, Casualty> waiting = new HashMap<>();

    /**
     * @param connection as it was when it failed: with another credential it is another account
     * @param reason to be shown to administrators
     */
    record Casualty(Connection connection, String reason) {
        ConnectionId id() {
            return connection.id();
        }
    }

    /** Decides on an account that just failed. */
    void judge(Connection connection, CircuitState state) {
        boolean wrong = state.reason() == Reason.KEY_INVALID && state.strikes() >= STRIKES;
        if (state.reason() == Reason.ACCOUNT_CLOSED || wrong) {
            add(new Casualty(connection, state.reason() + ": " + state.message()));
        }
    }

    synchronized void add(Casualty casualty) {
        waiting.putIfAbsent(casualty.id(), casualty);
    }

    /** It was changed: whatever it was lost for may be mended. */
    public synchronized void forget(ConnectionId connection) {
        waiting.remove(connection);
    }

    synchronized List<Casualty> take() {
        List<Casualty> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        return taken;
    }
}
