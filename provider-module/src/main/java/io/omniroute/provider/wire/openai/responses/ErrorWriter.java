package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.Json;
import java.util.Optional;
import java.util.Set;

/** Failures in OpenAI's words. */
final class ErrorWriter {
    /** Codes of {@code response.error} that clients act on: Codex compacts its context, waits or gives up by them. */
    private static final Set<String> STREAM_CODES = Set.of(
            "server_error",
            "rate_limit_exceeded",
            "invalid_prompt",
            "insufficient_quota",
            "usage_not_included",
            "context_length_exceeded");

    private ErrorWriter() {}

    static byte[] write(Failure failure) {
        ObjectNode body = Json.object();
        ObjectNode error =
                body.putObject("error").put("message", failure.message()).put("type", type(failure.kind()));
        put(error, "param", failure.param());
        put(error, "code", failure.code());
        return Json.bytes(body);
    }

    /** The code of a failed response: the vendor's own where clients know it. */
    static String streamCode(Failure failure) {
        return failure.code().filter(STREAM_CODES::contains).orElseGet(() -> streamCode(failure.kind()));
    }

    private static String streamCode(FailureKind kind) {
        return switch (kind) {
            case BAD_REQUEST, TOO_LARGE, UPSTREAM_REJECTED -> "invalid_prompt";
            case LIMITED, RATE_LIMITED -> "rate_limit_exceeded";
            case UPSTREAM_QUOTA -> "insufficient_quota";
            case UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    MODEL_NOT_FOUND,
                    UPSTREAM_AUTH,
                    OVERLOADED,
                    UPSTREAM_ERROR,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_GARBLED,
                    PROXY_FAILED,
                    UNAVAILABLE,
                    CANCELLED,
                    INTERNAL -> "server_error";
        };
    }

    private static String type(FailureKind kind) {
        return switch (kind) {
            case BAD_REQUEST, NOT_FOUND, MODEL_NOT_FOUND, TOO_LARGE, UPSTREAM_REJECTED -> "invalid_request_error";
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case LIMITED, RATE_LIMITED -> "rate_limit_error";
            case UPSTREAM_QUOTA -> "insufficient_quota";
            case UPSTREAM_AUTH,
                    OVERLOADED,
                    UPSTREAM_ERROR,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_GARBLED,
                    PROXY_FAILED,
                    UNAVAILABLE,
                    CANCELLED,
                    INTERNAL -> "server_error";
        };
    }

    private static void put(ObjectNode error, String field, Optional<String> value) {
        value.ifPresentOrElse(text -> error.put(field, text), () -> error.putNull(field));
    }
}
