package io.omniroute.provider.chat;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure to tell the caller about, rendered by each client codec in its own shape.
 *
 * @param status the HTTP status to answer with, 400 to 599; the vendor's own where it gave one
 * @param message subject, fact and limit; never a secret or a prompt
 * @param code a short machine-readable word such as {@code model_not_found}, where there is one
 * @param param the JSON path (or parameter) at fault, such as {@code messages[0].content}, where there is one
 * @param retryAfter how long to wait, where known
 */
public record Failure(
        FailureKind kind,
        int status,
        String message,
        Optional<String> code,
        Optional<String> param,
        Optional<Duration> retryAfter) {
    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(param, "param");
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not an error status: " + status);
        }
    }

    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, kind.status(), message, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Failure of(FailureKind kind, String message, String code) {
        return new Failure(kind, kind.status(), message, Optional.of(code), Optional.empty(), Optional.empty());
    }

    /** A fault of the caller's body. @param path the JSON path, such as {@code messages[0].content} */
    public static Failure badRequest(String path, String message) {
        return new Failure(
                FailureKind.BAD_REQUEST, 400, message, Optional.empty(), Optional.of(path), Optional.empty());
    }
}
