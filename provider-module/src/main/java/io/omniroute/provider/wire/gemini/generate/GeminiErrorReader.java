package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads google.rpc.Status errors, as a body or amid a stream, bare or wrapped in an array. */
final class GeminiErrorReader {
    private GeminiErrorReader() {}

    static Failure read(int status, ResponseHeaders headers, byte[] body, Instant now) {
        JsonNode error = MissingNode.getInstance();
        try {
            error = errorOf(Json.MAPPER.readTree(body)).orElse(error);
        } catch (IOException e) {
            // an HTML page or a body cut short; the status still tells enough
        }
        if (!error.isObject()) {
            return VendorErrors.of(status, headers, VendorErrors.plainText(body), Optional.empty(), now);
        }
        return failure(status, headers, error, now);
    }

    /** The error that a frame or an answer with status 200 carries, if it does; Google gives it a delay, never a date. */
    static Optional<Failure> readInBand(JsonNode object) {
        return errorOf(object)
                .map(error -> failure(error.path("code").asInt(500), ResponseHeaders.NONE, error, Instant.now()));
    }

    /** Gemini without alt=sse answers an array, and then its errors are in one too. */
    private static Optional<JsonNode> errorOf(JsonNode body) {
        JsonNode object = body.isArray() ? body.path(0) : body;
        return Optional.of(object.path("error")).filter(JsonNode::isObject);
    }

    private static Failure failure(int status, ResponseHeaders headers, JsonNode error, Instant now) {
        Optional<String> message = text(error.path("message"));
        Optional<String> reason = text(detail(error, "ErrorInfo").path("reason"));
        Failure read = VendorErrors.of(status, headers, message, reason.or(() -> text(error.path("status"))), now);
        Failure timed = VendorErrors.withReset(read, error, now);
        FailureKind kind = dailyQuotaGone(error) ? FailureKind.UPSTREAM_QUOTA : timed.kind();
        return new Failure(kind, timed.status(), timed.message(), timed.code(), timed.param(), timed.retryAfter());
    }

    /** Gemini API, rate limits: a quota id names its window; one per day does not come back in a minute. */
    private static boolean dailyQuotaGone(JsonNode error) {
        for (JsonNode violation : detail(error, "QuotaFailure").path("violations")) {
            if (violation.path("quotaId").asText().contains("PerDay")) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode detail(JsonNode error, String type) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("@type").asText().endsWith("google.rpc." + type)) {
                return detail;
            }
        }
        return MissingNode.getInstance();
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isBlank());
    }
}
