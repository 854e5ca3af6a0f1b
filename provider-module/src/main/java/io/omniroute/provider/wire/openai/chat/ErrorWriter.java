package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.Json;

/** OpenAI's error body, {@code {error:{message,type,param,code}}}; the same in a stream and outside. */
final class ErrorWriter {
    private ErrorWriter() {}

    static ObjectNode write(Failure failure) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", failure.message())
                .put("type", type(failure))
                .put("param", failure.param().orElse(null))
                .put("code", failure.code().orElseGet(() -> code(failure)));
        return body;
    }

    private static String type(Failure failure) {
        if (failure.kind() == FailureKind.UPSTREAM_QUOTA && failure.status() == 429) {
            return "insufficient_quota";
        }
        return switch (failure.status()) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> failure.status() < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static String code(Failure failure) {
        return switch (failure.status()) {
            case 401 -> "invalid_api_key";
            case 402 -> "payment_required";
            case 403 -> "insufficient_permissions";
            case 404 -> failure.kind() == FailureKind.MODEL_NOT_FOUND ? "model_not_found" : "not_found";
            case 413 -> "request_too_large";
            case 429 -> failure.kind() == FailureKind.UPSTREAM_QUOTA ? "insufficient_quota" : "rate_limit_exceeded";
            case 502 -> "bad_gateway";
            case 503, 529 -> "service_unavailable";
            case 504 -> "gateway_timeout";
            default -> failure.status() < 500 ? "bad_request" : "internal_server_error";
        };
    }
}
