package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.EndUser;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a request that OpenAI itself would accept; what a target knows beyond or short of that, its quirks say. */
final class RequestWriter {
    private static final Set<String> SERVICE_TIERS = Set.of("auto", "default", "flex", "scale", "priority");

    private final ChatRequest request;
    private final WireTarget target;
    private final Losses losses;
    private final ToolNames names = new ToolNames();
    private final ObjectNode body = Json.object();

    private RequestWriter(ChatRequest request, WireTarget target, Losses losses) {
        this.request = request;
        this.target = target;
        this.losses = losses;
    }

    static UpstreamRequest write(ChatRequest request, WireTarget target, Losses losses) {
        return new RequestWriter(request, target, losses).write();
    }

    private UpstreamRequest write() {
        body.put("model", target.model());
        body.set("messages", messages());
        new ToolWriter(target, names, losses).write(request, body);
        new SamplingWriter(body, losses).write(request.sampling(), !target.has(Quirk.NO_SAMPLING));
        maxTokens();
        reasoning();
        responseFormat();
        hints(request.hints());
        if (request.stream()) {
            body.put("stream", true);
            body.putObject("stream_options").put("include_usage", true);
        }
        return new UpstreamRequest(Json.bytes(body), Map.of(), names);
    }

    private ArrayNode messages() {
        CacheMarks marks = CacheMarks.of(request.messages());
        PartWriter parts = new PartWriter(target, marks, losses);
        ArrayNode messages = new MessageWriter(target, names, parts).write(outputInstruction(marks.messages()));
        if (messages.isEmpty()) {
            throw new GatewayException(
                    Failure.badRequest("messages", "'messages' hold nothing that can be sent to this model."));
        }
        return messages;
    }

    private List<Message> outputInstruction(List<Message> messages) {
        return switch (request.output()) {
            case OutputFormat.PlainText ignored -> messages;
            case OutputFormat.Json ignored ->
                Instructions.mentionJson(messages)
                        ? messages
                        : Instructions.with(messages, "Answer with a JSON object and nothing else.");
            case OutputFormat.Schema schema ->
                takesSchemas()
                        ? messages
                        : Instructions.with(
                                messages,
                                "Answer with a JSON object that matches this JSON Schema, and nothing else:\n"
                                        + schema.schema());
        };
    }

    private void maxTokens() {
        if (request.maxOutputTokens().isEmpty()) {
            return;
        }
        int wanted = request.maxOutputTokens().getAsInt();
        int limit = Math.min(wanted, target.maxOutputTokens().orElse(wanted));
        body.put(target.has(Quirk.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens", limit);
    }

    private void reasoning() {
        Optional<Reasoning> reasoning = request.reasoning();
        if (reasoning.isEmpty()) {
            return;
        }
        boolean chosenByModel = reasoning.get().adaptive()
                && reasoning.get().effort().isEmpty()
                && reasoning.get().budgetTokens().isEmpty();
        if (chosenByModel) {
            return;
        }
        Optional<String> word = effort(reasoning.get().effortOrDerived());
        if (target.reasoning() && word.isPresent()) {
            body.put("reasoning_effort", word.get());
        } else if (target.reasoning() || !reasoning.get().isOff()) {
            losses.add("reasoning_effort");
        }
    }

    /** Others than OpenAI know the three middle words at most, and refuse the rest; "none" would fail the call there. */
    private Optional<String> effort(Reasoning.Effort effort) {
        if (openAi()) {
            return Optional.of(effort.name().toLowerCase(Locale.ROOT));
        }
        return switch (effort) {
            case NONE -> Optional.empty();
            case MINIMAL, LOW -> Optional.of("low");
            case MEDIUM -> Optional.of("medium");
            case HIGH, XHIGH, MAX -> Optional.of("high");
        };
    }

    private void responseFormat() {
        switch (request.output()) {
            case OutputFormat.PlainText ignored -> {}
            case OutputFormat.Json ignored -> body.putObject("response_format").put("type", "json_object");
            case OutputFormat.Schema schema -> {
                if (takesSchemas()) {
                    schema(schema);
                } else {
                    body.putObject("response_format").put("type", "json_object");
                }
            }
        }
    }

    private void schema(OutputFormat.Schema schema) {
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        ObjectNode json = format.putObject("json_schema");
        json.put(
                "name", new ToolNames().fit(schema.name().isEmpty() ? "response" : schema.name(), ToolWriter.MAX_NAME));
        schema.description().ifPresent(text -> json.put("description", text));
        json.set("schema", Json.parse(schema.schema()));
        schema.strict().ifPresent(strict -> json.put("strict", strict));
    }

    private void hints(CallerHints hints) {
        hints.user().ifPresent(user -> body.put("user", EndUser.fit(user)));
        onlyOpenAi("prompt_cache_key", hints.promptCacheKey());
        onlyOpenAi("service_tier", hints.serviceTier().filter(SERVICE_TIERS::contains));
        onlyOpenAi("verbosity", hints.verbosity());
        if (hints.serviceTier().filter(tier -> !SERVICE_TIERS.contains(tier)).isPresent()) {
            losses.add("service_tier");
        }
        if (!hints.metadata().isEmpty()) {
            // OpenAI Chat: metadata is only allowed when store is enabled, and nothing is stored on a caller's behalf
            losses.add("metadata");
        }
    }

    private void onlyOpenAi(String field, Optional<String> value) {
        if (value.isPresent() && openAi()) {
            body.put(field, value.get());
        } else if (value.isPresent()) {
            losses.add(field);
        }
    }

    private boolean takesSchemas() {
        return openAi() || target.has(Quirk.STRUCTURED_OUTPUT);
    }

    private boolean openAi() {
        return target.has(Quirk.DEVELOPER_ROLE);
    }
}
