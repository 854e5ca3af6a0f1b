package io.omniroute.routing.capture;

import io.omniroute.routing.callpolicy.CaptureSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes captured calls that are too old or too many: at once when the settings change, soon after some were stored, and
 * now and then in any case. Confined to one thread.
 */
final class Retention {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final int MANY = 100;

    private final CapturedBodies store;
    private final Clock clock;
    private Optional<CaptureSettings> applied = Optional.empty();
    private Instant last = Instant.MIN;
    private int stored;

    Retention(CapturedBodies store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param added whether one was stored since the last time */
    void tick(CaptureSettings settings, boolean added) {
        stored += added ? 1 : 0;
        Instant now = clock.instant();
        if (isDue(settings, now)) {
            store.removeBefore(now.minus(settings.retention()));
            store.keepNewest(settings.maxRows());
            applied = Optional.of(settings);
            last = now;
            stored = 0;
        }
    }

    private boolean isDue(CaptureSettings settings, Instant now) {
        if (!applied.equals(Optional.of(settings)) || stored >= MANY) {
            return true;
        }
        Duration since = Duration.between(last, now);
        return since.compareTo(SELDOM) >= 0 || stored > 0 && since.compareTo(SOON) >= 0;
    }
}
