package io.omniroute.routing.strategy;

/**
 * What goes on at a candidate at one moment.
 *
 * @param inFlight calls that are running there
 * @param total calls that were ever sent there
 * @param failing whether its last word was a recent failure
 * @param latencyMillis to the first event, a moving average; 0 when unknown
 * @param lastUsed grows with every use of any candidate; 0 when it was never used
 */
public record Load(long inFlight, long total, boolean failing, double latencyMillis, long lastUsed) {
    public static final Load NONE = new Load(0, 0, false, 0, 0);
}
