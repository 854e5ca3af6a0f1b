package io.omniroute.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all vendors' error answers have in common: which kind of failure a status and its words mean, how long to wait,
 * and a message that is fit to be shown. The formats' error readers only dig message and code out of their bodies.
 */
public final class VendorErrors {
    /** A vendor's message is cut here, in characters. */
    static final int MAX_MESSAGE = 2_000;

    private VendorErrors() {}

    /**
     * @param status the vendor's; what is not 400 to 599 is reported as 502
     * @param message the vendor's words, cut and masked here; without any, a sentence that names the status is made
     * @param code the vendor's machine-readable word, such as {@code insufficient_quota}
     */
    public static Failure of(int status, ResponseHeaders headers, Optional<String> message, Optional<String> code) {
        return of(status, headers, message, code, Instant.now());
    }

    /** As above, at a given time: a {@code Retry-After} may be a date. */
    public static Failure of(
            int status, ResponseHeaders headers, Optional<String> message, Optional<String> code, Instant now) {
        Optional<String> said = message.map(String::strip).filter(text -> !text.isEmpty());
        String words = said.map(VendorErrors::presentable).orElseGet(() -> silent(status));
        boolean error = status >= 400 && status <= 599;
        return new Failure(
                kindOf(status, said.orElse(""), code.orElse("")),
                error ? status : 502,
                words,
                code.filter(word -> !word.isBlank()).map(VendorErrors::presentable),
                Optional.empty(),
                retryAfter(status, headers, said, now));
    }

    /**
     * What the vendor means. Words win over the status only where vendors are known to misuse it.
     *
     * @param code empty when there is none
     */
    public static FailureKind kindOf(int status, String message, String code) {
        String words = (code + " " + message).toLowerCase(Locale.ROOT);
        if (status < 500
                && says(
                        words,
                        "insufficient_quota",
                        "billing_hard_limit",
                        "credit balance is too low",
                        "usage_limit_reached")) {
            return FailureKind.UPSTREAM_QUOTA;
        }
        if (status == 400 && says(words, "api_key_invalid", "api key not valid", "invalid_api_key")) {
            return FailureKind.UPSTREAM_AUTH;
        }
        if (status == 400 && says(words, "model_not_found", "model_decommissioned", "is not a valid model")) {
            return FailureKind.MODEL_NOT_FOUND;
        }
        if (status >= 500 && says(words, "overloaded")) {
            return FailureKind.OVERLOADED;
        }
        return kindOf(status);
    }

    private static FailureKind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> FailureKind.UPSTREAM_AUTH;
            case 402 -> FailureKind.UPSTREAM_QUOTA;
            // a wrong path and an unknown model look alike at many vendors; another target may know the model
            case 404 -> FailureKind.MODEL_NOT_FOUND;
            case 429 -> FailureKind.RATE_LIMITED;
            case 503, 529 -> FailureKind.OVERLOADED;
            case 408, 504, 524 -> FailureKind.UPSTREAM_TIMEOUT;
            default -> status >= 400 && status < 500 ? FailureKind.UPSTREAM_REJECTED : FailureKind.UPSTREAM_ERROR;
        };
    }

    /**
     * How long the vendor wants us to wait: {@code retry-after-ms}, {@code Retry-After} (seconds or a date), words such as "try
     * again in 1.5s", else on 429 the reset of an exhausted rate limit.
     */
    public static Optional<Duration> retryAfter(
            int status, ResponseHeaders headers, Optional<String> message, Instant now) {
        return RetryDelay.find(status, headers, message, now);
    }

    /**
     * The failure with the reset that its body names: {@code resets_in_seconds} or {@code resets_at} (epoch seconds), as
     * ChatGPT's backend does when a subscription's window is used up, Google's {@code retryDelay}, or the headers of the vendor
     * behind OpenRouter. The answer's own headers know less.
     */
    public static Failure withReset(Failure failure, JsonNode error) {
        return withReset(failure, error, Instant.now());
    }

    /** As above, at a given time. */
    public static Failure withReset(Failure failure, JsonNode error, Instant now) {
        return Stream.of(error.path("resets_in_seconds"), error.path("resets_at"), retryDelay(error))
                .filter(JsonNode::isValueNode)
                .flatMap(value -> RetryDelay.ofMoment(value.asText(), now).stream())
                .findFirst()
                .or(() -> RetryDelay.find(failure.status(), innerHeaders(error), Optional.empty(), now))
                .map(wait -> new Failure(
                        failure.kind(),
                        failure.status(),
                        failure.message(),
                        failure.code(),
                        failure.param(),
                        Optional.of(wait)))
                .orElse(failure);
    }

    /** google.rpc.RetryInfo; Google's OpenAI address sends it too. */
    private static JsonNode retryDelay(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("@type").asText().endsWith("google.rpc.RetryInfo")) {
                return detail.path("retryDelay");
            }
        }
        return MissingNode.getInstance();
    }

    /** OpenRouter, errors and limits. */
    private static ResponseHeaders innerHeaders(JsonNode error) {
        Map<String, List<String>> headers = new HashMap<>();
        error.path("metadata")
                .path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        return new ResponseHeaders(headers);
    }

    /** A delay as vendors write it: {@code 12.3s}, {@code 1h2m3s}, {@code 20ms}, plain seconds, or a point in time. */
    public static Optional<Duration> delay(String text, Instant now) {
        return RetryDelay.ofMoment(text, now);
    }

    /** Cut to a length that fits into logs and answers, with anything like a credential masked. */
    public static String presentable(String message) {
        String text = message;
        if (text.length() > MAX_MESSAGE) {
            int end = Character.isHighSurrogate(text.charAt(MAX_MESSAGE - 1)) ? MAX_MESSAGE - 1 : MAX_MESSAGE;
            text = text.substring(0, end);
        }
        return SecretMask.hide(text);
    }

    /** A body that is not JSON, as a message; empty when it is blank or a page of HTML, which tells a caller nothing. */
    public static Optional<String> plainText(byte[] body) {
        int length = Math.min(body.length, 4 * MAX_MESSAGE);
        String text = new String(body, 0, length, StandardCharsets.UTF_8).strip();
        boolean markup = text.startsWith("<");
        boolean json = text.startsWith("{") || text.startsWith("[");
        return text.isEmpty() || markup || json ? Optional.empty() : Optional.of(text);
    }

    private static String silent(int status) {
        if (status >= 300 && status < 400) {
            return "The vendor answered with a redirect (status " + status + "), which is not followed.";
        }
        return "The vendor answered with status " + status + " and no message.";
    }

    private static boolean says(String words, String... needles) {
        for (String needle : needles) {
            if (words.contains(needle)) {
                return true;
            }
        }
        return false;
    }
}
