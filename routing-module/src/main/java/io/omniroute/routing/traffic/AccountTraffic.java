package io.omniroute.routing.traffic;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.strategy.Load;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The traffic of every account. It only looks on: it passes nothing over. */
@ApplicationScoped
public class AccountTraffic implements AttemptGuard {
    private final ConcurrentMap<ConnectionId, Counters> accounts = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Clock clock;

    @Inject
    public AccountTraffic(Clock clock) {
        this.clock = clock;
    }

    public AccountTraffic() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    /** Last: what another guard passes over or makes wait is not in flight. */
    @Override
    public int order() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Admission admit(AttemptFacts attempt) {
        AttemptPermit permit = attempt.target()
                .connection()
                .map(account -> counters(account.id()).begin())
                .orElse(AttemptPermit.NONE);
        return new Admission.Admitted(permit);
    }

    public Load load(ConnectionId account) {
        Counters counters = accounts.get(account);
        return counters == null ? Load.NONE : counters.load();
    }

    private Counters counters(ConnectionId account) {
        Counters known = accounts.get(account);
        return known != null ? known : accounts.computeIfAbsent(account, id -> new Counters(sequence, clock));
    }
}
