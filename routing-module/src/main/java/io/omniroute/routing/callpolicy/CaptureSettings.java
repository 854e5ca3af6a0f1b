package io.omniroute.routing.callpolicy;

import java.time.Duration;

/**
 * Whether the bodies of calls are kept, for those keys that want it, and how much of them for how long.
 *
 * @param maxBytes of each body
 * @param maxRows how many calls are kept, the newest ones
 */
public record CaptureSettings(boolean enabled, int maxBytes, int retentionDays, int maxRows) {
    public static final int MOST_BYTES = 1 << 20;
    public static final int MOST_DAYS = 365;
    public static final int MOST_ROWS = 1_000_000;
    public static final CaptureSettings OFF = new CaptureSettings(false, 64 << 10, 7, 10_000);

    public CaptureSettings {
        if (maxBytes < 1 || maxBytes > MOST_BYTES || retentionDays < 1 || retentionDays > MOST_DAYS) {
            throw new IllegalArgumentException("a body or its retention is out of bounds");
        }
        if (maxRows < 1 || maxRows > MOST_ROWS) {
            throw new IllegalArgumentException("maxRows is out of bounds");
        }
    }

    public Duration retention() {
        return Duration.ofDays(retentionDays);
    }
}
