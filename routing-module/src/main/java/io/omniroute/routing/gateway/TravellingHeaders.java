package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.ResponseHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The allowlists of headers that travel through a call whose formats are the same on both sides. Pure. */
final class TravellingHeaders {
    private static final Set<String> REQUEST =
            Set.of("user-agent", "x-goog-api-client", "session_id", "originator", "x-app");
    private static final Set<String> RESPONSE = Set.of("request-id", "retry-after", "retry-after-ms");
    private static final Set<String> ACCOUNT =
            Set.of("openai-organization", "openai-project", "anthropic-organization-id");

    private TravellingHeaders() {}

    /** What of the client's headers goes on to the vendor. */
    static Map<String, String> ofRequest(Map<String, String> clientHeaders) {
        Map<String, String> travelling = new LinkedHashMap<>();
        clientHeaders.forEach((name, value) -> {
            if (REQUEST.contains(name)
                    || name.startsWith("anthropic-")
                    || name.startsWith("x-stainless-")
                    || name.startsWith("openai-") && !ACCOUNT.contains(name)) {
                travelling.put(name, value);
            }
        });
        return travelling;
    }

    /** What of the vendor's headers goes back to the client: limits and request ids, never the account's name. */
    static void ofResponse(ResponseHeaders vendorHeaders, Map<String, String> target) {
        vendorHeaders.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean travels = RESPONSE.contains(lower)
                    || lower.startsWith("x-ratelimit-")
                    || lower.startsWith("anthropic-")
                    || lower.startsWith("openai-");
            if (travels && !ACCOUNT.contains(lower)) {
                target.put(lower, value);
            }
        });
    }
}
