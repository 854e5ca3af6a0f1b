package io.omniroute.routing.health;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.ResilienceProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Takes one attempt's fate to the circuits. Confined to the thread of the call. */
final class HealthPermit implements AttemptPermit {
    private static final int PROVIDER = 0;
    private static final int ACCOUNT = 1;
    private static final int MODEL = 2;
    /** A rest that we chose ourselves is prolonged by up to a tenth, lest everybody comes back at once. */
    private static final int JITTER = 10;

    private final HealthGuard guard;
    private final AttemptFacts attempt;
    private final Tickets tickets;
    private final Runnable uncount;

    /** @param uncount takes the attempt out of the retry budget's books */
    HealthPermit(HealthGuard guard, AttemptFacts attempt, Tickets tickets, Runnable uncount) {
        this.guard = guard;
        this.attempt = attempt;
        this.tickets = tickets;
        this.uncount = uncount;
    }

    @Override
    public void served(long millis) {
        fine(PROVIDER, ACCOUNT, MODEL);
    }

    @Override
    public void failed(Failure failure) {
        if (attempt.cancellation().isCancelled()) {
            return; // whatever broke, we broke it
        }
        switch (Classification.of(failure, attempt.target().model().id())) {
            case Verdict.Silent silent -> {}
            case Verdict.Fine fine -> fine(PROVIDER, ACCOUNT, MODEL);
            case Verdict.ModelIll ill -> {
                fine(PROVIDER, ACCOUNT);
                fail(MODEL, ill.reason(), failure);
            }
            case Verdict.AccountIll ill -> accountFails(ill.reason(), failure);
        }
    }

    @Override
    public void withdrawn() {
        uncount.run();
        ended(Usage.NONE);
    }

    @Override
    public void ended(Usage usage) {
        tickets.release(guard.circuits(), guard.now());
    }

    private void accountFails(Reason reason, Failure failure) {
        Optional<CircuitState> step = fail(ACCOUNT, reason, failure);
        if (!reason.isVendorFault()) {
            fine(PROVIDER); // it answers, if only to refuse us
        } else if (step.isPresent()) {
            fail(PROVIDER, reason, failure);
        }
        step.ifPresent(
                state -> guard.casualties().judge(attempt.target().connection().orElseThrow(), state));
    }

    private void fine(int... places) {
        Instant now = guard.now();
        boolean closed = false;
        for (int place : places) {
            closed |= guard.circuits()
                    .succeeded(tickets.keys().get(place), tickets.open().get(place), now);
        }
        if (closed) {
            guard.announce();
        }
    }

    private Optional<CircuitState> fail(int place, Reason reason, Failure failure) {
        return guard.circuits()
                .failed(
                        tickets.keys().get(place),
                        tickets.open().get(place),
                        illness(place, reason, failure),
                        guard.now());
    }

    private Illness illness(int place, Reason reason, Failure failure) {
        Target target = attempt.target();
        ResilienceProfile profile = guard.profile(target);
        // "at once" is no hint: the vendor has just shown that at once is too early
        Optional<Duration> hint = failure.retryAfter().filter(Duration::isPositive);
        return switch (place) {
            case PROVIDER ->
                new Illness(
                        reason,
                        failure.message(),
                        level -> Duration.ZERO,
                        false,
                        guard.rules().providerThreshold(),
                        guard.rules().providerReset());
            default ->
                new Illness(
                        reason,
                        failure.message(),
                        level -> rest(reason, level, hint, profile),
                        hint.isPresent(),
                        place == ACCOUNT ? profile.circuitBreakerThreshold() : 0,
                        profile.circuitBreakerReset());
        };
    }

    private static Duration rest(Reason reason, int level, Optional<Duration> hint, ResilienceProfile profile) {
        Duration rest = CooldownLadder.rest(reason, Math.min(level, profile.maxBackoffLevel()), hint, profile);
        if (hint.isPresent()) {
            return rest;
        }
        return rest.plusMillis(ThreadLocalRandom.current().nextLong(rest.toMillis() / JITTER + 1));
    }
}
