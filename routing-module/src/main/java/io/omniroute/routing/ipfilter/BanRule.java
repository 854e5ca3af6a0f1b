package io.omniroute.routing.ipfilter;

import java.time.Duration;
import java.util.Objects;

/**
 * When a network that presents unknown keys is shut out.
 *
 * @param failures at least 1, within {@code window}
 * @param window positive
 * @param ban positive
 * @param loopback whether loopback can be banned: behind a proxy on this machine that would be everyone
 */
public record BanRule(boolean enabled, int failures, Duration window, Duration ban, boolean loopback) {
    public static final BanRule DEFAULT = new BanRule(true, 20, Duration.ofMinutes(5), Duration.ofMinutes(10), false);

    public BanRule {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(ban, "ban");
        if (failures < 1 || !window.isPositive() || !ban.isPositive()) {
            throw new IllegalArgumentException("failures, window and ban must be positive");
        }
    }
}
