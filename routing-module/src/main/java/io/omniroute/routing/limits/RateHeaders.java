package io.omniroute.routing.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key's limits as OpenAI would tell them: {@code x-ratelimit-remaining-requests} and its kin. Pure. */
final class RateHeaders {
    private RateHeaders() {}

    static Map<String, String> of(LimiterState state) {
        Map<String, String> headers = new LinkedHashMap<>();
        add(headers, "requests", state.limits().requestsPerMinute(), state.requestsLeft(), state.requestsReset());
        add(headers, "tokens", state.limits().tokensPerMinute(), state.tokensLeft(), state.tokensReset());
        return headers;
    }

    private static void add(Map<String, String> headers, String what, long limit, long left, Duration reset) {
        if (limit > 0) {
            headers.put("x-ratelimit-limit-" + what, Long.toString(limit));
            headers.put("x-ratelimit-remaining-" + what, Long.toString(left));
            headers.put("x-ratelimit-reset-" + what, reset.toMillis() + "ms");
        }
    }
}
