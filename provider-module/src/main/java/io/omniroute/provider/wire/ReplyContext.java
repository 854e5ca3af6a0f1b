package io.omniroute.provider.wire;

import io.omniroute.provider.chat.ChatRequest;
import java.time.Instant;
import java.util.Objects;

/**
 * What a client codec needs to know of the call to render its reply.
 *
 * @param requestId the gateway's id of the call; ids a format demands and the vendor did not give are derived from it
 * @param request the canonical request, for formats that echo settings
 */
public record ReplyContext(String requestId, Instant created, Envelope envelope, ChatRequest request) {
    public ReplyContext {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(request, "request");
    }
}
