package io.omniroute.routing.health;

import java.time.Duration;
import java.time.Instant;

/**
 * Further attempts that one provider may be asked for: a share of its calls, and some per second in any case. Ten seconds'
 * worth can be saved up. Thread-safe.
 */
final class RetryBudget {
    private static final long ONE = 1_000;
    private static final int SAVED_SECONDS = 10;

    private long balance; // thousandths of an attempt
    private Instant refilled;

    RetryBudget(int perSecond, Instant now) {
        balance = perSecond * ONE * SAVED_SECONDS;
        refilled = now;
    }

    /** A call's first attempt pays in. @return how much, for {@link #unearn} */
    synchronized long earn(int percent, int perSecond) {
        // at least one whole attempt can be saved up, or a budget without a floor would never hold any
        long most = Math.max(perSecond * ONE * SAVED_SECONDS, percent > 0 ? SAVED_SECONDS * ONE : 0);
        long before = balance;
        balance = Math.min(most, balance + percent * ONE / 100);
        return balance - before;
    }

    /** It was not sent after all. */
    synchronized void unearn(long earned) {
        balance = Math.max(0, balance - earned);
    }

    /** What was taken was not sent after all. */
    synchronized void giveBack() {
        balance += ONE;
    }

    /** @return false when it is used up */
    synchronized boolean take(int perSecond, Instant now) {
        long millis = Math.max(0, Duration.between(refilled, now).toMillis());
        long most = Math.max(balance, perSecond * ONE * SAVED_SECONDS);
        balance = Math.min(most, balance + perSecond * Math.min(millis, SAVED_SECONDS * 1_000L));
        refilled = now;
        if (balance < ONE) {
            return false;
        }
        balance -= ONE;
        return true;
    }
}
