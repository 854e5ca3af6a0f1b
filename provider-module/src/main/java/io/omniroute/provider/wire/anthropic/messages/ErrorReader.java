package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.time.Instant;
import java.util.Optional;

/** Reads error answers and the {@code error} event of a stream. */
final class ErrorReader {
    private ErrorReader() {}

    static Failure read(int status, ResponseHeaders headers, byte[] body, Instant now) {
        try {
            JsonNode parsed = Json.vendorObject(body);
            return VendorErrors.of(status, headers, message(parsed), code(parsed), now);
        } catch (GatewayException e) {
            // HTML of a proxy, a cut body, or none: the status alone must do
            return VendorErrors.of(status, headers, VendorErrors.plainText(body), Optional.empty(), now);
        }
    }

    /** An error that comes with status 200, as an event of a stream or as its whole body. */
    static Failure readEvent(JsonNode event) {
        Optional<String> type = code(event);
        return VendorErrors.of(status(type.orElse("")), ResponseHeaders.NONE, message(event), type);
    }

    /** Whether this is an error in the place of a reply. */
    static boolean isError(JsonNode body) {
        return body.path("type").asText().equals("error") || !body.has("content") && body.hasNonNull("error");
    }

    /** Anthropic Messages, errors: each type belongs to one status. */
    private static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    /** The copies put the message beside, in or in place of the error object. */
    private static Optional<String> message(JsonNode body) {
        JsonNode error = body.path("error");
        return text(error.path("message"))
                .or(() -> text(error))
                .or(() -> text(body.path("message")))
                .or(() -> text(body.path("msg")));
    }

    private static Optional<String> code(JsonNode body) {
        return text(body.path("error").path("type"));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
