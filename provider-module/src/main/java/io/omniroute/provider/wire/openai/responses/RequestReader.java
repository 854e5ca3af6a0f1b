package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** A client's body, all but the content of its items and tools. */
final class RequestReader {
    /** Read here, or without effect on an answer that is not stored. */
    private static final Set<String> KNOWN = Set.of(
            "model",
            "stream",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "max_output_tokens",
            "reasoning",
            "text",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "service_tier",
            "metadata",
            "background",
            "store",
            "include",
            "truncation",
            "client_metadata",
            "stream_options");
    /** What only the vendor that keeps the state can resolve. */
    private static final List<String> STATEFUL = List.of("previous_response_id", "conversation", "prompt");

    private RequestReader() {}

    static ChatRequest read(JsonView body, Envelope envelope, Losses losses) {
        refuseState(body);
        body.node().fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field) && body.has(field)) {
                losses.add(field);
            }
        });
        return new ChatRequest(
                envelope.model(),
                envelope.stream(),
                messages(body, losses),
                ToolReader.read(body.optionalArray("tools"), losses),
                ToolChoiceReader.read(body.at("tool_choice"), losses),
                body.optionalBoolean("parallel_tool_calls"),
                sampling(body),
                maxOutputTokens(body),
                reasoning(body),
                output(body),
                hints(body));
    }

    private static void refuseState(JsonView body) {
        for (String field : STATEFUL) {
            if (body.has(field)) {
                throw body.at(field)
                        .fault("'" + field + "' refers to state kept by OpenAI; this model is served by a vendor "
                                + "of another format, send the whole conversation in 'input'.");
            }
        }
        if (body.optionalBoolean("background").orElse(false)) {
            throw body.at("background")
                    .fault("'background' is only possible where the vendor itself speaks the Responses format.");
        }
    }

    private static List<Message> messages(JsonView body, Losses losses) {
        List<Message> messages = new ArrayList<>();
        body.optionalText("instructions")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> messages.add(Message.text(Message.Role.SYSTEM, text)));
        messages.addAll(new InputReader(losses).read(body.at("input")));
        if (messages.isEmpty()) {
            throw body.at("input").fault("'input' must hold at least one item with content.");
        }
        return messages;
    }

    private static Sampling sampling(JsonView body) {
        return new Sampling(
                body.optionalNumber("temperature"),
                body.optionalNumber("top_p"),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                OptionalInt.empty(),
                Map.of(),
                false,
                OptionalInt.empty());
    }

    private static OptionalInt maxOutputTokens(JsonView body) {
        OptionalInt tokens = body.optionalInt("max_output_tokens");
        if (tokens.isPresent() && tokens.getAsInt() < 1) {
            throw body.at("max_output_tokens").fault("'max_output_tokens' must be positive.");
        }
        return tokens;
    }

    private static Optional<Reasoning> reasoning(JsonView body) {
        return body.optionalObject("reasoning").flatMap(ReasoningJson::read);
    }

    private static OutputFormat output(JsonView body) {
        return body.optionalObject("text")
                .flatMap(text -> text.optionalObject("format"))
                .map(OutputFormatJson::read)
                .orElseGet(OutputFormat.PlainText::new);
    }

    private static CallerHints hints(JsonView body) {
        Optional<String> user = body.optionalText("user");
        return new CallerHints(
                // safety_identifier replaces user (Responses, request body)
                body.optionalText("safety_identifier").or(() -> user),
                body.optionalText("prompt_cache_key"),
                body.optionalText("service_tier"),
                body.optionalObject("text").flatMap(text -> text.optionalText("verbosity")),
                metadata(body));
    }

    private static Map<String, String> metadata(JsonView body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        body.optionalObject("metadata")
                .ifPresent(object ->
                        object.node().fieldNames().forEachRemaining(key -> metadata.put(key, object.text(key))));
        return metadata;
    }
}
