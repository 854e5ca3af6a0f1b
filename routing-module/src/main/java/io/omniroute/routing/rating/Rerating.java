package io.omniroute.routing.rating;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.cost.Costing;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.UsageDrain;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageLedger.LogQuery;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Charges the calls of a period by the prices that hold for their time now. What was corrected once is not corrected again,
 * so a re-rating that broke off is completed by running it again.
 */
@ApplicationScoped
public class Rerating {
    private static final int PAGE = 500;

    private final UsageLedger ledger;
    private final Corrections corrections;
    private final UsageDrain drain;
    private final Clock clock;

    @Inject
    public Rerating(UsageLedger ledger, Corrections corrections, UsageDrain drain, Clock clock) {
        this.ledger = ledger;
        this.corrections = corrections;
        this.drain = drain;
        this.clock = clock;
    }

    protected Rerating() {
        this(null, null, null, null); // for the CDI proxy
    }

    /** Which calls. @param to exclusive */
    public record Selection(
            Instant from, Instant to, Optional<String> provider, Optional<String> model, Optional<UUID> apiKeyId) {
        LogQuery page(Optional<UUID> after) {
            LogFilter filter = LogFilter.ALL
                    .between(Optional.of(from), Optional.of(to))
                    .with(LogFilter.Field.PROVIDER, provider)
                    .with(LogFilter.Field.MODEL, model)
                    .with(LogFilter.Field.API_KEY, apiKeyId);
            return new LogQuery(after, PAGE, filter);
        }
    }

    /** What became of it. */
    public record Outcome(UUID id, long calls, long corrected, BigDecimal beforeUsd, BigDecimal afterUsd) {}

    /** Waits until the calls of this node so far can be re-rated. @return false when that takes longer than {@code patience} */
    public boolean awaitLedger(Duration patience) {
        return drain.flush(patience);
    }

    /** One page after the other, each in a transaction of its own: history may be long. */
    public Outcome rerate(Selection selection, PriceList prices) {
        Tally tally = new Tally(prices, clock);
        List<UsageRecord> page = ledger.page(selection.page(Optional.empty()));
        while (!page.isEmpty()) {
            List<UsageRecord> charged = page;
            corrections.append(
                    charged.stream().map(UsageRecord::id).toList(), corrected -> tally.charge(charged, corrected));
            page = ledger.page(
                    selection.page(Optional.of(page.get(page.size() - 1).id())));
        }
        return tally.outcome();
    }

    /** Charges calls anew and adds up what that makes of them. */
    private static final class Tally {
        private final UUID id = UUID.randomUUID();
        private final PriceList prices;
        private final Clock clock;
        private long calls;
        private long changed;
        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal after = BigDecimal.ZERO;

        Tally(PriceList prices, Clock clock) {
            this.prices = prices;
            this.clock = clock;
        }

        /** @param corrected by how much they were corrected so far */
        List<Correction> charge(List<UsageRecord> page, Map<UUID, Cost> corrected) {
            List<Correction> fresh = new ArrayList<>();
            for (UsageRecord usage : page) {
                Cost charged = usage.cost().plus(corrected.getOrDefault(usage.id(), Cost.ZERO));
                Cost due = due(usage, prices);
                Cost difference = due.minus(charged);
                before = before.add(charged.total());
                after = after.add(due.total());
                if (!difference.isZero()) {
                    fresh.add(new Correction(UUID.randomUUID(), usage.id(), id, clock.instant(), difference));
                }
            }
            calls += page.size();
            changed += fresh.size();
            return fresh;
        }

        Outcome outcome() {
            return new Outcome(id, calls, changed, before, after);
        }
    }

    /** As the ledger would keep it, whose columns end somewhere. */
    private static Cost due(UsageRecord usage, PriceList prices) {
        if (usage.provider().isEmpty()) {
            return Cost.ZERO;
        }
        return prices.at(new ProviderId(usage.provider()), usage.model(), usage.time())
                .map(price -> Costing.of(usage.tokens(), price).rounded())
                .orElse(Cost.ZERO);
    }
}
