package io.omniroute.routing.audit;

import java.util.Objects;

/**
 * Who does something, for the audit log.
 *
 * @param name a login, or {@code system}
 * @param address the client's IP address; empty for the system itself
 */
public record Actor(String name, String address) {
    /** The gateway itself: first start, the configuration file. */
    public static final Actor SYSTEM = new Actor("system", "");

    public Actor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }
}
