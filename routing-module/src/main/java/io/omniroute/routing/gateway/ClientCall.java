package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A call as it came in, nothing decided yet.
 *
 * @param pathEnvelope for Gemini, whose path names the model and the manner; absent where the body does
 * @param headers by lower-case name, first value only
 * @param presentedKey the gateway key, wherever the client put it
 * @param body read once, on the thread of the call
 * @param contentLength −1 when unknown
 */
public record ClientCall(
        WireFormat format,
        String requestId,
        Optional<Envelope> pathEnvelope,
        Map<String, String> headers,
        Optional<String> presentedKey,
        InputStream body,
        long contentLength,
        ClientSocket socket) {
    public ClientCall {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(pathEnvelope, "pathEnvelope");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(presentedKey, "presentedKey");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(socket, "socket");
    }

    /** Whether the caller wants a refusal rather than a translation that loses something. */
    boolean isStrict() {
        return "true".equalsIgnoreCase(headers.get("x-omniroute-strict"));
    }
}
