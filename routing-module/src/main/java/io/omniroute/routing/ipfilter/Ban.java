package io.omniroute.routing.ipfilter;

import java.time.Instant;

/** An address that is shut out for a while. */
public record Ban(String address, String reason, Instant until) {}
