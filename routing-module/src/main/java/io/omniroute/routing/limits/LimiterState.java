package io.omniroute.routing.limits;

import io.omniroute.provider.connection.Limits;
import java.time.Duration;
import java.util.Objects;

/**
 * How a limiter stands.
 *
 * @param requestsLeft of this minute; 0 too where there is no such limit
 * @param requestsReset until a whole minute's worth is there again; {@code tokens...} likewise
 */
public record LimiterState(
        Limits limits,
        int running,
        int queued,
        long requestsLeft,
        Duration requestsReset,
        long tokensLeft,
        Duration tokensReset,
        Learned learned) {
    public LimiterState {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(requestsReset, "requestsReset");
        Objects.requireNonNull(tokensReset, "tokensReset");
        Objects.requireNonNull(learned, "learned");
    }
}
