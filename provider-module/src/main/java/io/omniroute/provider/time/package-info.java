/**
 * The one source of time for whatever is decided by time. Whoever decides gets a {@link java.time.Clock} injected, or makes a
 * {@link io.omniroute.provider.time.ClockTicker} of it for a cache. Whatever is only measured reads {@link System#nanoTime()}.
 */
package io.omniroute.provider.time;
