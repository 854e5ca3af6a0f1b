package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.Json;

/** The error object, the same in a body and in a stream's {@code error} event. */
final class ErrorWriter {
    private ErrorWriter() {}

    static ObjectNode write(Failure failure) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type(failure)).put("message", failure.message());
        return body;
    }

    /** Anthropic Messages, errors: the type follows from the status alone, but for an overload told with another status. */
    private static String type(Failure failure) {
        if (failure.kind() == FailureKind.OVERLOADED) {
            return "overloaded_error";
        }
        return switch (failure.status()) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> failure.status() >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
