package io.omniroute.routing.api;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.gateway.CallIds;
import io.omniroute.routing.gateway.ClientCall;
import io.omniroute.routing.gateway.ClientSocket;
import io.omniroute.routing.gateway.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes from a servlet request all that its call needs, because the call runs on another thread. Pure.
 */
public final class CallIntake {
    private static final String FORWARDED_FOR = "x-forwarded-for";
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private CallIntake() {}

    /** @throws IOException when the container has no body to give */
    public static ClientCall of(WireFormat format, Optional<Envelope> pathEnvelope, HttpServletRequest request)
            throws IOException {
        Map<String, String> headers = headers(request);
        return new ClientCall(
                format,
                requestId(headers),
                pathEnvelope,
                headers,
                key(headers, request),
                request.getInputStream(),
                request.getContentLengthLong(),
                new ClientSocket(
                        request.getRemoteAddr(),
                        request.getRemotePort(),
                        request.getLocalPort(),
                        StreamReset.of(request)));
    }

    /** Who asks for something that is no call. */
    public static Visitor visitor(HttpServletRequest request) {
        Map<String, String> headers = headers(request);
        return new Visitor(
                key(headers, request),
                request.getRemoteAddr(),
                Optional.ofNullable(headers.get(FORWARDED_FOR)).stream().toList());
    }

    /** The caller's {@code X-Request-Id} if it is harmless, else a new one. */
    public static String requestId(HttpServletRequest request) {
        return requestId(headers(request));
    }

    /** The gateway key: {@code Authorization: Bearer}, {@code x-api-key}, {@code x-goog-api-key} or {@code ?key=}. */
    private static Optional<String> key(Map<String, String> headers, HttpServletRequest request) {
        String authorization = headers.get("authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return present(authorization.substring(7));
        }
        return present(headers.get("x-api-key"))
                .or(() -> present(headers.get("x-goog-api-key")))
                .or(() -> present(queryKey(request.getQueryString())));
    }

    /** Read from the query alone: asking the container for a parameter could consume the body. */
    private static String queryKey(String query) {
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith("key=")) {
                return decoded(pair.substring(4));
            }
        }
        return null;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // nobody's key, then
        }
    }

    private static Optional<String> present(String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    private static String requestId(Map<String, String> headers) {
        String given = headers.get("x-request-id");
        return given != null && REQUEST_ID.matcher(given).matches() ? given : CallIds.ofRequest();
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        if (headers.containsKey(FORWARDED_FOR)) {
            // all of them: the hop that can be trusted may be the last
            headers.put(FORWARDED_FOR, String.join(",", Collections.list(request.getHeaders(FORWARDED_FOR))));
        }
        return headers;
    }
}
