package io.omniroute.provider.chat;

/**
 * What went wrong with a call. The kind alone decides the status the caller sees, whether another target is tried, and
 * (with the health rules) whether the connection rests.
 */
public enum FailureKind {
    /** The caller's request is wrong; no other vendor would like it better. */
    BAD_REQUEST(400, false),
    /** The gateway key is missing or wrong. */
    UNAUTHENTICATED(401, false),
    /** The gateway key may not do this. */
    FORBIDDEN(403, false),
    NOT_FOUND(404, false),
    TOO_LARGE(413, false),
    /** The gateway itself limits the caller. */
    LIMITED(429, false),
    /** The vendor refused our credential. */
    UPSTREAM_AUTH(502, true),
    /** The vendor wants to be paid (402) or the quota is gone. */
    UPSTREAM_QUOTA(429, true),
    RATE_LIMITED(429, true),
    OVERLOADED(503, true),
    /** The vendor has no such model. */
    MODEL_NOT_FOUND(404, true),
    /** The vendor called the request invalid (400, 422 and their like). */
    UPSTREAM_REJECTED(400, false),
    /** 5xx of the vendor. */
    UPSTREAM_ERROR(502, true),
    /** Refused connection, DNS or TLS failure, reset. */
    UPSTREAM_UNREACHABLE(502, true),
    UPSTREAM_TIMEOUT(504, true),
    /** The vendor's answer is not what its format promises: HTML, broken JSON, broken SSE, a stream cut short. */
    UPSTREAM_GARBLED(502, true),
    /** The proxy on the way to the vendor failed or refused; that says nothing about the vendor and our account there. */
    PROXY_FAILED(502, true),
    /** The gateway is stopping or has no target to offer. */
    UNAVAILABLE(503, false),
    /** The caller left; nobody reads the answer. 499 is nginx's word for it. */
    CANCELLED(499, false),
    INTERNAL(500, false);

    private final int status;
    private final boolean retryable;

    FailureKind(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    /** The HTTP status where the vendor gave none of its own. */
    public int status() {
        return status;
    }

    /** Whether another connection or target may be tried, as long as nothing was sent to the caller. */
    public boolean retryable() {
        return retryable;
    }
}
