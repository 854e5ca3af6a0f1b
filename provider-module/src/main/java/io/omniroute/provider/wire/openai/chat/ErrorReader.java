package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads the many shapes of error bodies that vendors of this format send. */
final class ErrorReader {
    private ErrorReader() {}

    static Failure read(int status, ResponseHeaders headers, byte[] body, Instant now) {
        JsonNode node = parse(body);
        Optional<String> message = message(node).or(() -> VendorErrors.plainText(body));
        Failure failure =
                VendorErrors.withReset(VendorErrors.of(status, headers, message, code(node), now), errorOf(node), now);
        Optional<String> param = textOf(errorOf(node).path("param")).map(VendorErrors::presentable);
        return new Failure(
                failure.kind(), failure.status(), failure.message(), failure.code(), param, failure.retryAfter());
    }

    /** The error inside a chunk or a 200 answer, if that is what it is. */
    static Optional<Failure> inBody(JsonNode node) {
        JsonNode error = node.path("error");
        // vLLM and Mistral have no such member, some vendors have it in every answer with nothing in it
        if (!says(error) && !"error".equals(node.path("object").asText())) {
            return MiniMaxOutcome.failure(node);
        }
        return Optional.of(VendorErrors.withReset(
                VendorErrors.of(statusOf(node), ResponseHeaders.NONE, message(node), code(node)), errorOf(node)));
    }

    /** Any depth; zero is a success among codes. */
    private static boolean says(JsonNode value) {
        for (JsonNode inner : value) {
            if (says(inner)) {
                return true;
            }
        }
        return value.isTextual() ? !value.textValue().isBlank() : value.isNumber() && value.doubleValue() != 0;
    }

    /** The error of a whole answer, or of each of its choices (OpenRouter): with one good choice it is an answer. */
    static Optional<Failure> inAnswer(JsonNode answer) {
        return inBody(answer).or(() -> inChoices(answer.path("choices")));
    }

    private static Optional<Failure> inChoices(JsonNode choices) {
        Optional<Failure> failure = Optional.empty();
        for (JsonNode choice : choices) {
            failure = inBody(choice).or(() -> FinishWords.failure(Fields.text(choice, "finish_reason")));
            if (failure.isEmpty()) {
                return failure;
            }
        }
        return failure;
    }

    /** Amid a 200 there is no status: OpenRouter and vLLM put one into {@code code}, others have a telling type. */
    private static int statusOf(JsonNode node) {
        JsonNode error = errorOf(node);
        int number = error.path("code").asInt(0);
        if (number >= 400 && number <= 599) {
            return number;
        }
        String words = Fields.text(error, "type") + " " + Fields.text(error, "code");
        if (words.contains("rate_limit") || words.contains("insufficient_quota")) {
            return 429;
        }
        if (words.contains("overloaded") || words.contains("unavailable")) {
            return 503;
        }
        return words.contains("invalid_request") ? 400 : 502;
    }

    private static Optional<String> message(JsonNode node) {
        JsonNode error = errorOf(node);
        Optional<String> raw = textOf(error.path("metadata").path("raw"));
        Optional<String> message = textOf(node.path("error"))
                .or(() -> textOf(error.path("message")))
                .or(() -> textOf(node.path("detail")))
                .or(() -> textOf(node.path("detail").path(0).path("msg")))
                .or(() -> textOf(error.path("message").path("detail").path(0).path("msg")))
                .or(() -> textOf(node.path("errors").path(0).path("message")));
        // OpenRouter: "Provider returned error", and the words of that provider beside it
        return raw.isPresent() ? Optional.of(message.map(m -> m + ": ").orElse("") + raw.get()) : message;
    }

    private static Optional<String> code(JsonNode node) {
        JsonNode error = errorOf(node);
        return textOf(error.path("code")).or(() -> textOf(error.path("type")));
    }

    private static JsonNode errorOf(JsonNode node) {
        return node.path("error").isObject() ? node.get("error") : node;
    }

    private static Optional<String> textOf(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            // Gemini's OpenAI endpoint wraps the error in an array
            return node != null && node.isArray() && !node.isEmpty() ? node.get(0) : notNull(node);
        } catch (JsonProcessingException notJson) {
            return Json.object();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    private static JsonNode notNull(JsonNode node) {
        return node == null ? Json.object() : node;
    }
}
