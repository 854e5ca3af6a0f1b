package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.resolution.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The headers of an answer. Pure. */
final class ReplyHeaders {
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x20-\\x7e]");

    private ReplyHeaders() {}

    /** What is known before anyone answered. */
    static Map<String, String> early(String requestId, String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Request-Id", requestId);
        headers.put("Content-Type", contentType);
        if (!contentType.startsWith("application/json") || contentType.endsWith("stream")) {
            headers.put("Cache-Control", "no-cache");
            headers.put("X-Accel-Buffering", "no");
        }
        return headers;
    }

    static Map<String, String> served(
            String requestId,
            String contentType,
            PreparedCall.Written written,
            ResponseHeaders vendor,
            CallTrace trace) {
        Map<String, String> headers = early(requestId, contentType);
        Target target = written.target();
        headers.put("X-OmniRoute-Provider", target.provider().id().value());
        headers.put("X-OmniRoute-Model", ascii(target.model().id()));
        target.connection()
                .ifPresent(connection ->
                        headers.put("X-OmniRoute-Connection", connection.id().toString()));
        headers.put("X-OmniRoute-Attempts", Integer.toString(trace.attempts.size()));
        trace.permits.forEach(permit -> headers.putAll(permit.headers()));
        lossy(written.losses(), headers);
        if (written.passThrough()) {
            TravellingHeaders.ofResponse(vendor, headers);
        }
        return headers;
    }

    /** Names what the vendor who gave the answer was not told, if anything. */
    static void lossy(List<String> losses, Map<String, String> headers) {
        if (!losses.isEmpty()) {
            headers.put("X-OmniRoute-Lossy", ascii(String.join(",", losses)));
        }
    }

    static Map<String, String> failed(String requestId, Failure failure, CallTrace trace) {
        Map<String, String> headers = early(requestId, "application/json");
        failure.retryAfter().ifPresent(wait -> headers.put("Retry-After", Long.toString(seconds(wait))));
        trace.permits.forEach(permit -> headers.putAll(permit.headers()));
        if (!trace.attempts.isEmpty()) {
            headers.put("X-OmniRoute-Attempts", Integer.toString(trace.attempts.size()));
        }
        return headers;
    }

    /** RFC 9110, 10.2.3: whole seconds; rounded up, so that nobody comes back too early. */
    private static long seconds(Duration wait) {
        return Math.max(1, (wait.toMillis() + 999) / 1000);
    }

    static String ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return NOT_ASCII.matcher(text).replaceAll("?");
            }
        }
        return text;
    }
}
