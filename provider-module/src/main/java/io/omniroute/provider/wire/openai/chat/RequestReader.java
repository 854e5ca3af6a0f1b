package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a client's body. Each concern has its reader; this one holds what is left and puts them together. */
final class RequestReader {
    /** {@code modalities} and {@code store} are looked at below; what is not named here is reported as lost. */
    private static final Set<String> KNOWN = Set.of(
            "model",
            "stream",
            "stream_options",
            "messages",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "functions",
            "function_call",
            "temperature",
            "top_p",
            "top_k",
            "seed",
            "presence_penalty",
            "frequency_penalty",
            "stop",
            "n",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "max_completion_tokens",
            "max_tokens",
            "reasoning_effort",
            "reasoning",
            "include_reasoning",
            "thinking",
            "response_format",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "service_tier",
            "verbosity",
            "metadata",
            "web_search_options",
            "modalities",
            CacheMarks.FIELD);

    private static final int MAX_METADATA = 16;

    private final JsonView body;
    private final FieldAudit audit;

    private RequestReader(JsonView body, FieldAudit audit) {
        this.body = body;
        this.audit = audit;
    }

    static ChatRequest read(JsonView body, Envelope envelope, Losses losses) {
        return new RequestReader(body, new FieldAudit(losses)).read(envelope);
    }

    private ChatRequest read(Envelope envelope) {
        audit.check(body, KNOWN);
        modalities();
        ToolReader tools = new ToolReader(body, audit);
        return new ChatRequest(
                envelope.model(),
                envelope.stream(),
                messages(),
                tools.tools(),
                tools.choice(),
                body.optionalBoolean("parallel_tool_calls"),
                new SamplingReader(body, audit).read(),
                maxOutputTokens(),
                ReasoningReader.read(body),
                output(),
                hints());
    }

    /** OpenRouter docs, prompt caching: a mark on the body stands for one on the last part. */
    private List<Message> messages() {
        List<Message> messages = new MessageReader(audit).read(body.at("messages"));
        CacheMarks.read(body)
                .ifPresent(mark ->
                        messages.add(messages.remove(messages.size() - 1).with(mark)));
        return messages;
    }

    private void modalities() {
        for (JsonView modality : body.optionalArray("modalities")) {
            if (!modality.text().equals("text")) {
                audit.lose(body.at("modalities"));
            }
        }
    }

    private OptionalInt maxOutputTokens() {
        for (String field : new String[] {"max_completion_tokens", "max_tokens"}) {
            OptionalInt limit = body.optionalInt(field);
            if (limit.isPresent() && limit.getAsInt() < 1) {
                throw body.at(field).fault("'" + field + "' must be at least 1.");
            }
            if (limit.isPresent()) {
                return limit;
            }
        }
        return OptionalInt.empty();
    }

    private OutputFormat output() {
        Optional<JsonView> format = body.optionalObject("response_format");
        if (format.isEmpty()) {
            return new OutputFormat.PlainText();
        }
        return switch (format.get().text("type")) {
            case "text" -> new OutputFormat.PlainText();
            case "json_object" -> new OutputFormat.Json();
            case "json_schema" -> schema(format.get().at("json_schema").requireObject());
            default ->
                throw format.get().at("type").fault("'response_format.type' must be text, json_object or json_schema.");
        };
    }

    private static OutputFormat schema(JsonView json) {
        String name = json.text("name");
        Optional<JsonView> schema = json.optionalObject("schema");
        if (schema.isEmpty()) {
            return new OutputFormat.Json();
        }
        return new OutputFormat.Schema(
                name, json.optionalText("description"), schema.get().jsonText(), json.optionalBoolean("strict"));
    }

    private CallerHints hints() {
        return new CallerHints(
                body.optionalText("safety_identifier").or(() -> body.optionalText("user")),
                body.optionalText("prompt_cache_key"),
                body.optionalText("service_tier"),
                verbosity(),
                metadata());
    }

    private Optional<String> verbosity() {
        Optional<String> verbosity = body.optionalText("verbosity");
        if (verbosity.isPresent() && !Set.of("low", "medium", "high").contains(verbosity.get())) {
            throw body.at("verbosity").fault("'verbosity' must be low, medium or high.");
        }
        return verbosity;
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        body.optionalObject("metadata")
                .ifPresent(object ->
                        object.node().fieldNames().forEachRemaining(name -> metadata.put(name, object.text(name))));
        if (metadata.size() > MAX_METADATA) {
            throw body.at("metadata").fault("'metadata' may hold at most " + MAX_METADATA + " pairs.");
        }
        return metadata;
    }
}
