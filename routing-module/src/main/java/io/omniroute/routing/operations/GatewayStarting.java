package io.omniroute.routing.operations;

/**
 * Fired once, synchronously, when the schema is up to date and before the start counts as done. Observers that need an
 * order give themselves a {@code @Priority}; one that throws {@link StartupRefusedException} ends the start.
 */
public record GatewayStarting() {}
