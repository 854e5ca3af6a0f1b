package io.omniroute.routing.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.omniroute.provider.connection.Limits;
import java.time.Duration;

/** So many of something per minute; a whole minute's worth may come at once. Confined to its limiter's lock. */
final class Rate {
    private final long perMinute;
    private final Bucket bucket;

    /** @param wanted 0 for no limit; what is more than can be counted is as good as all that can */
    Rate(long wanted, TimeMeter time) {
        long perMinute = Math.min(wanted, Limits.MOST_PER_MINUTE);
        this.perMinute = perMinute;
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(Math.max(1, perMinute))
                        .refillGreedy(Math.max(1, perMinute), Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    boolean isLimited() {
        return perMinute > 0;
    }

    long perMinute() {
        return perMinute;
    }

    /** How long until so many can be taken; zero for now. What is larger than the limit itself asks for all of it. */
    Duration until(long amount) {
        if (!isLimited() || amount == 0) {
            return Duration.ZERO;
        }
        EstimationProbe probe = bucket.estimateAbilityToConsume(Math.min(amount, perMinute));
        return probe.canBeConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Takes them, into debt if need be. */
    void take(long amount) {
        if (isLimited() && amount > 0) {
            bucket.consumeIgnoringRateLimits(amount);
        }
    }

    void giveBack(long amount) {
        if (isLimited() && amount > 0) {
            bucket.addTokens(amount);
        }
    }

    long left() {
        return isLimited() ? Math.max(0, bucket.getAvailableTokens()) : 0;
    }

    /** Until all of a minute's worth is there again. */
    Duration untilFull() {
        return isLimited() ? Duration.ofNanos((long) ((perMinute - left()) * 60e9 / perMinute)) : Duration.ZERO;
    }
}
