package io.omniroute.routing.audit;

import java.util.Objects;

/**
 * Who does something, for the audit log and for what only ADMIN may do.
 *
 * @param name a login, or {@code system}
 * @param address the client's IP address; empty for the system itself
 * @param administers whether it may do what is for ADMIN alone
 */
public record Actor(String name, String address, boolean administers) {
    /** The gateway itself: first start, the configuration file. Whoever writes that file runs the process. */
    public static final Actor SYSTEM = new Actor("system", "", true);

    public Actor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }

    /** One who may do nothing that is for ADMIN alone. */
    public Actor(String name, String address) {
        this(name, address, false);
    }
}
