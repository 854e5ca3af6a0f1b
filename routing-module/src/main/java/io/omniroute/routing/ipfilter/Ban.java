package io.omniroute.routing.ipfilter;

import java.time.Instant;

/**
 * A network that is shut out for a while.
 *
 * @param address as {@link io.omniroute.routing.access.ClientNetwork} writes it
 */
public record Ban(String address, String reason, Instant until) {}
