package io.omniroute.routing.capture;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The headers that may be kept: none that opens a door or names an account. Pure. */
final class CapturedHeaders {
    private static final Set<String> KEPT = Set.of(
            "accept",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "idempotency-key",
            "originator",
            "request-id",
            "retry-after",
            "retry-after-ms",
            "session_id",
            "user-agent",
            "x-app",
            "x-goog-api-client",
            "x-request-id",
            "x-session-id");
    private static final Set<String> ACCOUNT =
            Set.of("openai-organization", "openai-project", "anthropic-organization-id");

    private CapturedHeaders() {}

    /** @param all gives each name and value to its argument */
    static Map<String, String> kept(Consumer<BiConsumer<String, String>> all) {
        Map<String, String> kept = new TreeMap<>();
        all.accept((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (isKept(lower)) {
                kept.put(lower, value);
            }
        });
        return kept;
    }

    private static boolean isKept(String name) {
        return KEPT.contains(name)
                || name.startsWith("x-ratelimit-")
                || name.startsWith("x-omniroute-")
                || name.startsWith("x-stainless-")
                || (name.startsWith("anthropic-") || name.startsWith("openai-")) && !ACCOUNT.contains(name);
    }
}
