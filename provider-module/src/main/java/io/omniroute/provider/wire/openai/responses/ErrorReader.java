package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What a vendor says when it fails, as an answer or amid a stream. */
final class ErrorReader {
    private ErrorReader() {}

    static Failure read(int status, ResponseHeaders headers, byte[] body, Instant now) {
        Optional<JsonNode> json = parse(body);
        if (json.isEmpty()) {
            return VendorErrors.of(status, headers, VendorErrors.plainText(body), Optional.empty(), now);
        }
        JsonNode error = errorOf(json.get());
        return VendorErrors.withReset(VendorErrors.of(status, headers, message(error), code(error), now), error, now);
    }

    /**
     * An {@code error} event, or a failed response. There is no status then; the code stands for one.
     *
     * @param holder has {@code error}, or code and message itself
     */
    static Failure ofStream(JsonNode holder) {
        JsonNode error = errorOf(holder);
        Optional<String> code = code(error);
        Optional<String> message =
                message(error).or(() -> Optional.of("The vendor reported a failure without a reason."));
        return VendorErrors.withReset(
                VendorErrors.of(statusOf(code.orElse("")), ResponseHeaders.NONE, message, code), error);
    }

    /** Whether a whole answer is an error: one in the place of a response, or a response that failed and says why. */
    static boolean isError(JsonNode response) {
        JsonNode error = response.path("error");
        if (!error.isObject() && !error.isTextual()) {
            return false;
        }
        String status = response.path("status").asText("");
        return status.equals("failed")
                || status.isEmpty() && response.path("output").isEmpty();
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** OpenAI nests it; some that speak its format put message and code, or {@code detail}, on top. */
    private static JsonNode errorOf(JsonNode holder) {
        JsonNode nested = holder.path("error");
        return nested.isObject() || nested.isTextual() ? nested : holder;
    }

    private static Optional<String> message(JsonNode error) {
        if (error.isTextual()) {
            return Optional.of(error.textValue());
        }
        return text(error, "message").or(() -> text(error, "detail"));
    }

    private static Optional<String> code(JsonNode error) {
        return text(error, "code").or(() -> text(error, "type").filter(type -> !type.equals("error")));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(value -> !value.isBlank());
    }

    private static int statusOf(String code) {
        return switch (code) {
            case "rate_limit_exceeded", "rate_limit_error", "insufficient_quota", "usage_limit_reached" -> 429;
            case "invalid_prompt",
                    "invalid_request_error",
                    "context_length_exceeded",
                    "string_above_max_length",
                    "invalid_image",
                    "invalid_image_url",
                    "invalid_image_format",
                    "invalid_base64_image",
                    "image_too_large",
                    "image_too_small",
                    "image_parse_error",
                    "image_content_policy_violation",
                    "unsupported_image_media_type",
                    "empty_image_file",
                    "failed_to_download_image",
                    "invalid_encrypted_content" -> 400;
            case "invalid_api_key", "authentication_error" -> 401;
            case "model_not_found" -> 404;
            case "server_is_overloaded", "slow_down", "overloaded_error" -> 503;
            default -> 500;
        };
    }
}
