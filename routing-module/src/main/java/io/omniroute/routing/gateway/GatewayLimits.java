package io.omniroute.routing.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Limits of the road that an operator may set. */
@ApplicationScoped
public class GatewayLimits {
    private final int maxBodyBytes;
    private final Duration keepAlive;

    /**
     * @param maxBodyBytes of a request body, {@code OMNIROUTE_MAX_BODY_BYTES}
     * @param keepAliveSeconds of silence after which a stream gets a comment; 0 turns it off, so that a status stays
     *     honest for ever, {@code OMNIROUTE_KEEP_ALIVE_SECONDS}
     */
    @Inject
    public GatewayLimits(
            @ConfigProperty(name = "omniroute.max.body.bytes", defaultValue = "52428800") int maxBodyBytes,
            @ConfigProperty(name = "omniroute.keep.alive.seconds", defaultValue = "15") int keepAliveSeconds) {
        if (maxBodyBytes < 1 || keepAliveSeconds < 0) {
            throw new IllegalArgumentException(
                    "OMNIROUTE_MAX_BODY_BYTES and OMNIROUTE_KEEP_ALIVE_SECONDS must be positive");
        }
        this.maxBodyBytes = maxBodyBytes;
        this.keepAlive = Duration.ofSeconds(keepAliveSeconds);
    }

    protected GatewayLimits() {
        this(1, 0); // for the CDI proxy
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    /** Zero means off. */
    Duration keepAlive() {
        return keepAlive;
    }
}
