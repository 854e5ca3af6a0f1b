package io.omniroute.routing.quota;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.cost.Costing;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Passes over accounts of which less than 2 % is left, and counts what is used. Thread-safe. */
@ApplicationScoped
public class QuotaGuard implements AttemptGuard {
    private final QuotaBook book;
    private final Supplier<PriceList> prices;
    private final Clock clock;

    @Inject
    public QuotaGuard(QuotaBook book, Snapshots snapshots, Clock clock) {
        this(book, () -> snapshots.current().prices(), clock);
    }

    QuotaGuard(QuotaBook book, Supplier<PriceList> prices, Clock clock) {
        this.book = book;
        this.prices = prices;
        this.clock = clock;
    }

    protected QuotaGuard() {
        book = null; // for the CDI proxy
        prices = null;
        clock = null;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Admission admit(AttemptFacts attempt) {
        if (attempt.target().connection().isEmpty()) {
            return new Admission.Admitted(AttemptPermit.NONE);
        }
        Connection connection = attempt.target().connection().get();
        Instant now = clock.instant();
        return exhausted(connection, now)
                .<Admission>map(state -> new Admission.PassedOver(failure(attempt.target(), state, now)))
                .orElseGet(() -> {
                    Map<QuotaKey, Instant> runs = book.count(connection, Unit.REQUESTS, BigDecimal.ONE, now);
                    return new Admission.Admitted(new Permit(connection, runs, price(attempt.target(), now)));
                });
    }

    /** A count uses nothing of a quota. */
    @Override
    public Admission admitCount(AttemptFacts attempt) {
        Instant now = clock.instant();
        return attempt.target()
                .connection()
                .flatMap(connection -> exhausted(connection, now))
                .<Admission>map(state -> new Admission.PassedOver(failure(attempt.target(), state, now)))
                .orElseGet(() -> new Admission.Admitted(AttemptPermit.NONE));
    }

    private Optional<Price> price(Target target, Instant now) {
        return prices.get().at(target.provider().id(), target.model().id(), now);
    }

    /** Whoever is back last decides. */
    private Optional<QuotaState> exhausted(Connection connection, Instant now) {
        return book.states(connection, now).stream()
                .filter(QuotaState::isExhausted)
                .max(Comparator.comparing(state -> state.resetAt().orElse(Instant.MAX)));
    }

    private static Failure failure(Target target, QuotaState state, Instant now) {
        return new Failure(
                FailureKind.UPSTREAM_QUOTA,
                429,
                "An account for '" + target.modelName() + "' has used up its quota: " + state.name() + ".",
                Optional.of("quota_exhausted"),
                Optional.empty(),
                state.resetAt().map(reset -> Duration.between(now, reset)));
    }

    /** Confined to the thread of the call. */
    private final class Permit implements AttemptPermit {
        private final Connection connection;
        private final Map<QuotaKey, Instant> runs;
        private final Optional<Price> price;
        private boolean served;
        private boolean ended;

        Permit(Connection connection, Map<QuotaKey, Instant> runs, Optional<Price> price) {
            this.connection = connection;
            this.runs = runs;
            this.price = price;
        }

        @Override
        public void answered(int status, ResponseHeaders headers) {
            book.reported(connection.id(), VendorQuota.read(headers, clock.instant()));
        }

        @Override
        public void served(long millis) {
            served = true;
        }

        @Override
        public void ended(Usage usage) {
            if (ended) {
                return;
            }
            ended = true;
            if (!served) {
                book.giveBack(runs, BigDecimal.ONE);
                return;
            }
            Instant now = clock.instant();
            book.count(connection, Unit.TOKENS, BigDecimal.valueOf(usage.totalTokens()), now);
            price.ifPresent(paid ->
                    book.count(connection, Unit.USD, Costing.of(usage, paid).total(), now));
        }
    }
}
