package io.omniroute.routing.capture;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One body with its head, fit to be kept and shown.
 *
 * @param status of an answer
 * @param headers harmless ones only
 * @param bytes how long it was on the line
 * @param truncated whether there was more than is kept
 * @param sameAs the part that holds the same body; then this one's is empty
 */
public record CapturedPart(
        Kind kind,
        Optional<Integer> status,
        Map<String, String> headers,
        long bytes,
        boolean truncated,
        Optional<Kind> sameAs,
        String body) {
    /** In the order of a call. */
    public enum Kind {
        CLIENT_REQUEST,
        VENDOR_REQUEST,
        VENDOR_ANSWER,
        CLIENT_ANSWER
    }

    public CapturedPart {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(status, "status");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(sameAs, "sameAs");
        Objects.requireNonNull(body, "body");
    }
}
