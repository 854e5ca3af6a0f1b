package io.omniroute.provider.catalog;

import java.time.Duration;

/**
 * How long to wait for a vendor; all positive.
 *
 * @param connect for the connection, TLS included
 * @param firstByte from the request's last byte to the answer's first
 * @param idle between two bytes of an answer
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(120));

    public Timeouts {
        requirePositive(connect, "connectMs");
        requirePositive(firstByte, "firstByteMs");
        requirePositive(idle, "idleMs");
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
