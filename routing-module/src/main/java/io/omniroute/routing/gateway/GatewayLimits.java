package io.omniroute.routing.gateway;

import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.StartupRefusedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Limits of the road that an operator may set. */
@ApplicationScoped
public class GatewayLimits {
    private final int maxBodyBytes;
    private final Duration keepAlive;

    /**
     * Takes text, because a number that is none is to be told by its variable's name.
     *
     * @param maxBodyBytes of a request body, {@code OMNIROUTE_MAX_BODY_BYTES}
     * @param keepAliveSeconds of silence after which a stream gets a comment; 0 turns it off, so that a status stays
     *     honest for ever, {@code OMNIROUTE_KEEP_ALIVE_SECONDS}
     * @throws StartupRefusedException for anything but numbers that make sense
     */
    @Inject
    public GatewayLimits(
            @ConfigProperty(name = "omniroute.max.body.bytes", defaultValue = "52428800") String maxBodyBytes,
            @ConfigProperty(name = "omniroute.keep.alive.seconds", defaultValue = "15") String keepAliveSeconds) {
        this(
                number("OMNIROUTE_MAX_BODY_BYTES", maxBodyBytes, 1),
                Duration.ofSeconds(number("OMNIROUTE_KEEP_ALIVE_SECONDS", keepAliveSeconds, 0)));
    }

    GatewayLimits(int maxBodyBytes, Duration keepAlive) {
        this.maxBodyBytes = maxBodyBytes;
        this.keepAlive = keepAlive;
    }

    protected GatewayLimits() {
        this(1, Duration.ZERO); // for the CDI proxy
    }

    /** Being made is the check: a bad limit ends the start rather than the first call. */
    void check(@Observes @Priority(1) GatewayStarting event) {}

    private static int number(String variable, String value, int least) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new StartupRefusedException(
                variable + " must be a whole number from " + least + " to " + Integer.MAX_VALUE + ", but is " + value);
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** Zero means off. */
    Duration keepAlive() {
        return keepAlive;
    }
}
