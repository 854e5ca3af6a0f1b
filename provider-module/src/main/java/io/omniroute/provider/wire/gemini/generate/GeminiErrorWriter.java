package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Writes Google's error body (google.rpc.Status as JSON), with the standard details that are known. */
final class GeminiErrorWriter {
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    private GeminiErrorWriter() {}

    static ObjectNode write(Failure failure, String requestId) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error")
                .put("code", failure.status())
                .put("message", failure.message())
                .put("status", word(failure.status()));
        ArrayNode details = error.putArray("details");
        failure.code().ifPresent(code -> detail(details, "ErrorInfo").put("reason", code));
        failure.param().ifPresent(param -> detail(details, "BadRequest")
                .putArray("fieldViolations")
                .addObject()
                .put("field", param)
                .put("description", failure.message()));
        failure.retryAfter().ifPresent(wait -> detail(details, "RetryInfo").put("retryDelay", seconds(wait)));
        detail(details, "RequestInfo").put("requestId", requestId);
        return body;
    }

    private static ObjectNode detail(ArrayNode details, String type) {
        return details.addObject().put("@type", TYPE + type);
    }

    /** Proto JSON writes a duration as decimal seconds: {@code 12s}, {@code 0.5s}. */
    private static String seconds(Duration wait) {
        BigDecimal seconds =
                BigDecimal.valueOf(wait.toMillis()).movePointLeft(3).setScale(3, RoundingMode.HALF_UP);
        return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + "s";
    }

    /** The google.rpc.Code of an HTTP status. */
    private static String word(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 402 -> "FAILED_PRECONDITION";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 408, 504 -> "DEADLINE_EXCEEDED";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 501 -> "UNIMPLEMENTED";
            case 502, 503, 529 -> "UNAVAILABLE";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
