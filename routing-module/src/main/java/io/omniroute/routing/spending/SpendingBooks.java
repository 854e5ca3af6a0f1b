package io.omniroute.routing.spending;

import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.budget.SpentSums;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.snapshot.ConfigurationChanged;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.usage.LedgerFollower;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps {@link Spending} true to the ledger: what a period had cost before this process began, or a budget was made; and
 * what other nodes spend. Reads the database beside the road, at most a twentieth of the time.
 */
@ApplicationScoped
public class SpendingBooks implements LedgerFollower {
    private static final Logger LOG = System.getLogger(SpendingBooks.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int REST_FACTOR = 20;

    private final Spending spending;
    private final SpentSums sums;
    private final UsageLedger ledger;
    private final Snapshots snapshots;
    private final Clock clock;
    /** Held while records move into the ledger, and while its sums are read. Never by a call. */
    private final ReentrantLock books = new ReentrantLock();

    private final Set<UUID> storedBefore = new HashSet<>();
    private final AtomicReference<Instant> due = new AtomicReference<>(Instant.MIN);
    /** Changes come before, too: accounts of the first start, the configuration file. */
    private volatile boolean started;
    /** After a failure; rests come several times a second. */
    private volatile Instant retry = Instant.MIN;

    @Inject
    public SpendingBooks(Spending spending, SpentSums sums, UsageLedger ledger, Snapshots snapshots, Clock clock) {
        this.spending = spending;
        this.sums = sums;
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    protected SpendingBooks() {
        this(null, null, null, null, null); // for the CDI proxy
    }

    @Override
    public void found(List<UsageRecord> leftOver) {
        books.lock();
        try {
            Set<UUID> known =
                    ledger.known(leftOver.stream().map(UsageRecord::id).toList());
            storedBefore.addAll(known);
            spending.inherit(leftOver.stream()
                    .filter(usage -> !known.contains(usage.id()))
                    .toList());
            recheck();
        } finally {
            books.unlock();
        }
    }

    @Override
    public void store(List<UsageRecord> records, Runnable append) {
        books.lock();
        try {
            append.run();
            spending.stored(records.stream()
                    .filter(usage -> !storedBefore.remove(usage.id()))
                    .toList());
        } finally {
            books.unlock();
        }
    }

    @Override
    public void rest() {
        BudgetPlan plan = snapshots.current().budgets();
        Instant now = clock.instant();
        if (plan.isEmpty() || now.isBefore(retry)) {
            return;
        }
        spending.adopt(plan);
        if (now.isBefore(due.get())) {
            sumUp(spending.notSummedUp(plan));
            return;
        }
        Instant next = now.plus(INTERVAL);
        due.set(next); // before the sums are read: a wish that comes meanwhile is not forgotten
        sumUp(spending.states(plan.all()));
        Instant ended = clock.instant();
        Instant rested = ended.plus(Duration.between(now, ended).multipliedBy(REST_FACTOR));
        if (rested.isAfter(next)) {
            due.compareAndSet(next, rested);
        }
    }

    /** Sums up before the first call comes. */
    void start(@Observes @Priority(Snapshots.BEHIND_REFRESH) GatewayStarting event) {
        started = true;
        rest();
    }

    /** A new budget knows what was spent before it was made, by the time its maker hears of it. */
    void changed(@Observes @Priority(Snapshots.BEHIND_REFRESH) ConfigurationChanged change) {
        if (started) {
            BudgetPlan plan = snapshots.current().budgets();
            spending.adopt(plan);
            sumUp(spending.notSummedUp(plan));
        }
    }

    /** Has the sums read again soon: something changed them. */
    public void recheck() {
        due.set(Instant.MIN);
    }

    private void sumUp(List<BudgetState> budgets) {
        if (budgets.isEmpty()) {
            return;
        }
        books.lock();
        try {
            budgets.forEach(state -> spending.sumUp(state, (budget, at) -> sums.spent(budget, at.span())));
        } catch (RuntimeException e) { // the edge of the books: whoever asked goes on, the last sums stay in force
            retry = clock.instant().plus(INTERVAL);
            LOG.log(Level.WARNING, "What was spent could not be read from the database: {0}", e.getMessage());
        } finally {
            books.unlock();
        }
    }
}
