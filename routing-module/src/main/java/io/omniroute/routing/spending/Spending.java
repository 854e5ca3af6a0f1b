package io.omniroute.routing.spending;

import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.budget.Payer;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What is spent and reserved against every budget, in memory and exact. A call takes the one lock for two additions each
 * when it begins and when it is settled. Thread-safe.
 */
@ApplicationScoped
public class Spending {
    private final Clock clock;
    private final Consumer<BudgetReached> reached;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<BudgetId, BudgetMeter> meters = new HashMap<>();
    private final UnstoredCosts unstored = new UnstoredCosts();
    private final Map<UUID, OpenCall> open = new ConcurrentHashMap<>();

    @Inject
    public Spending(Clock clock, Event<BudgetReached> reached) {
        this(clock, reached::fire);
    }

    /** @param reached hears of each budget that runs low, on the thread of the call that did it */
    public Spending(Clock clock, Consumer<BudgetReached> reached) {
        this.clock = clock;
        this.reached = reached;
    }

    protected Spending() {
        this(null, told -> {}); // for the CDI proxy
    }

    /** The state of budgets now. */
    public List<BudgetState> states(Collection<Budget> budgets) {
        lock.lock();
        try {
            return budgets.stream().map(budget -> meter(budget).state()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** @return what the call's reservations are kept with, until it is settled or ended */
    OpenCall begin(CallFacts call) {
        OpenCall running = new OpenCall(call);
        open.put(call.callId(), running);
        return running;
    }

    /** The call goes nowhere; it has reserved nothing. */
    void end(OpenCall call) {
        open.remove(call.facts().callId());
    }

    Optional<OpenCall> running(UUID call) {
        return Optional.ofNullable(open.get(call));
    }

    /** Holds the estimate against all of the budgets, or against none when a hard one has too little left. */
    Verdict reserve(OpenCall call, List<Budget> budgets, BigDecimal estimate) {
        lock.lock();
        try {
            List<BudgetMeter> mine = budgets.stream().map(this::meter).toList();
            for (BudgetMeter meter : mine) {
                if (meter.budget().hard() && !meter.fits(estimate)) {
                    return new Verdict.Refused(meter.state());
                }
            }
            Reservation reservation = new Reservation();
            mine.forEach(meter -> reservation.hold(meter, estimate));
            call.reservations().add(reservation);
            return new Verdict.Held(reservation);
        } finally {
            lock.unlock();
        }
    }

    void release(Reservation reservation) {
        lock.lock();
        try {
            reservation.release();
        } finally {
            lock.unlock();
        }
    }

    /** Replaces all that the call has reserved by what it cost. */
    void settle(UsageRecord usage, BudgetPlan plan) {
        OpenCall call = open.remove(usage.id());
        List<BudgetReached> news = List.of();
        lock.lock();
        try {
            if (call != null) {
                call.reservations().forEach(Reservation::release);
            }
            unstored.add(usage);
            if (usage.cost().total().signum() > 0) {
                news = spend(usage, plan);
            }
        } finally {
            lock.unlock();
        }
        news.forEach(reached);
    }

    private List<BudgetReached> spend(UsageRecord usage, BudgetPlan plan) {
        List<BudgetReached> news = new ArrayList<>();
        Payer payer = UnstoredCosts.payer(usage);
        List<Budget> budgets = new ArrayList<>(plan.ofCaller(payer));
        budgets.addAll(plan.ofProvider(payer.provider()));
        for (Budget budget : budgets) {
            if (!meters.containsKey(budget.id())) {
                continue; // deleted meanwhile, or not adopted yet: then its sum will hold this call
            }
            BudgetMeter meter = meter(budget);
            if (meter.budget().covers(payer)) {
                meter.spend(usage.cost().total(), usage.time());
                news(meter).ifPresent(news::add);
            }
        }
        return news;
    }

    private Optional<BudgetReached> news(BudgetMeter meter) {
        BudgetState state = meter.state();
        if (!meter.tells(state.level())) {
            return Optional.empty();
        }
        boolean exhausted = state.level() == BudgetState.Level.EXHAUSTED;
        return Optional.of(new BudgetReached(state.budget(), state.spentUsd(), exhausted, clock.instant()));
    }

    /** A record that an earlier process settled, and that is still to be stored. */
    void inherit(List<UsageRecord> records) {
        lock.lock();
        try {
            records.forEach(unstored::add);
        } finally {
            lock.unlock();
        }
    }

    void stored(List<UsageRecord> records) {
        lock.lock();
        try {
            records.forEach(unstored::remove);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the budgets over as they are now. Only here: calls bring those of their beginning, and a budget that was edited or
     * deleted meanwhile must not come back with them.
     */
    void adopt(BudgetPlan plan) {
        lock.lock();
        try {
            Instant now = clock.instant();
            meters.keySet().retainAll(plan.all().stream().map(Budget::id).toList());
            plan.all().forEach(budget -> meter(budget).follow(budget, now));
        } finally {
            lock.unlock();
        }
    }

    /** Budgets whose sums were never read, or not for the period that runs. */
    List<BudgetState> notSummedUp(BudgetPlan plan) {
        lock.lock();
        try {
            return plan.all().stream()
                    .map(this::meter)
                    .filter(meter -> !meter.summedUp())
                    .map(BudgetMeter::state)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Replaces what is known of a budget's spending. While {@code ledger} reads, no record of this process may be on its way
     * to where it reads.
     */
    void sumUp(BudgetState state, BiFunction<Budget, BudgetState, BigDecimal> ledger) {
        BigDecimal inLedger = ledger.apply(state.budget(), state);
        lock.lock();
        try {
            BudgetMeter meter = meter(state.budget());
            if (meter.span().equals(state.span())) {
                meter.sumUp(inLedger.add(unstored.sum(state.budget(), state.span())));
            }
        } finally {
            lock.unlock();
        }
    }

    /** In the period that runs, and with the budget as it was adopted last. */
    private BudgetMeter meter(Budget budget) {
        Instant now = clock.instant();
        BudgetMeter meter = meters.computeIfAbsent(budget.id(), id -> new BudgetMeter(budget, now));
        meter.follow(meter.budget(), now);
        return meter;
    }
}
