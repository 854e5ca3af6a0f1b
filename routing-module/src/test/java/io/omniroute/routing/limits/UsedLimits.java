package io.omniroute.routing.limits;

import io.omniroute.routing.settings.LimitDefaults;
import java.time.Clock;

/** Limits for tests of those who show them. */
public final class UsedLimits {
    private UsedLimits() {}

    public static ConnectionLimits byDefault() {
        return new ConnectionLimits(() -> LimitDefaults.NONE, Clock.systemUTC());
    }
}
