package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.EndUser;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A vendor's request. One per call. */
final class RequestWriter {
    private static final int MIN_OUTPUT_TOKENS = 16;
    /** OpenAI's tiers; Anthropic's words for them would be refused. */
    private static final Set<String> SERVICE_TIERS = Set.of("auto", "default", "flex", "scale", "priority");

    private final ChatRequest request;
    private final WireTarget target;
    private final Losses losses;
    private final ToolNames names = new ToolNames();
    private final ObjectNode body = Json.object();

    RequestWriter(ChatRequest request, WireTarget target, Losses losses) {
        this.request = CacheMarks.without(request);
        this.target = target;
        this.losses = losses;
    }

    UpstreamRequest write() {
        body.put("model", target.model());
        conversation();
        tools();
        sampling(request.sampling());
        maxOutputTokens();
        reasoning();
        text();
        hints(request.hints());
        // the gateway keeps no responses, and neither shall the vendor
        body.put("store", false).put("stream", request.stream());
        return new UpstreamRequest(Json.bytes(body), Map.of(), names);
    }

    private void conversation() {
        List<Message> messages = request.messages();
        int leading = 0;
        while (leading < messages.size() && messages.get(leading).role() == Message.Role.SYSTEM) {
            leading++;
        }
        if (leading == messages.size()) {
            // instructions alone are no input, which is required
            leading = 0;
        }
        if (leading > 0) {
            body.put(
                    "instructions",
                    messages.subList(0, leading).stream()
                            .map(message -> ContentPart.textOf(message.content()))
                            .collect(Collectors.joining("\n\n")));
        }
        body.set("input", new InputWriter(names, losses).write(messages, leading));
    }

    private void tools() {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : request.tools()) {
            tools.add(ToolWriter.write(tool, sentName(tool.name())));
        }
        request.toolChoice()
                .ifPresent(choice ->
                        body.set("tool_choice", ToolChoiceWriter.write(choice, request.tools(), this::sentName)));
        request.parallelToolCalls().ifPresent(parallel -> body.put("parallel_tool_calls", parallel));
    }

    private String sentName(String name) {
        return names.fit(name, InputWriter.MAX_NAME);
    }

    private void sampling(Sampling sampling) {
        if (sampling.candidates().orElse(1) > 1) {
            throw new GatewayException(
                    Failure.badRequest("n", "This model's vendor gives one answer a call; more cannot be asked for."));
        }
        boolean refused = target.has(Quirk.NO_SAMPLING);
        sampling.temperature().ifPresent(value -> putOrLose("temperature", value, refused));
        sampling.topP().ifPresent(value -> putOrLose("top_p", value, refused));
        lose("top_k", sampling.topK().isPresent());
        lose("seed", sampling.seed().isPresent());
        lose("presence_penalty", sampling.presencePenalty().isPresent());
        lose("frequency_penalty", sampling.frequencyPenalty().isPresent());
        lose("stop", !sampling.stop().isEmpty());
        lose("logit_bias", !sampling.logitBias().isEmpty());
        lose("logprobs", sampling.logprobs());
    }

    private void putOrLose(String field, double value, boolean refused) {
        if (refused) {
            losses.add(field);
        } else {
            body.put(field, value);
        }
    }

    private void lose(String field, boolean present) {
        if (present) {
            losses.add(field);
        }
    }

    private void maxOutputTokens() {
        request.maxOutputTokens().ifPresent(asked -> {
            int fitting = Math.min(asked, target.maxOutputTokens().orElse(asked));
            body.put("max_output_tokens", Math.max(MIN_OUTPUT_TOKENS, fitting));
        });
    }

    private void reasoning() {
        boolean asked = request.reasoning().filter(wish -> !wish.isOff()).isPresent();
        if (!target.reasoning()) {
            lose("reasoning", asked);
            return;
        }
        request.reasoning()
                .map(ReasoningJson::write)
                .filter(node -> !node.isEmpty())
                .ifPresent(node -> body.set("reasoning", node));
        // not for every call: models that cannot think refuse it, and not every model is known
        if (asked || hasOwnReasoning()) {
            body.putArray("include").add("reasoning.encrypted_content");
        }
    }

    private boolean hasOwnReasoning() {
        return request.messages().stream()
                .flatMap(message -> message.content().stream())
                .anyMatch(part -> part instanceof ContentPart.Thinking thinking
                        && thinking.family() == ModelFamily.OPENAI
                        && thinking.signature().isPresent());
    }

    private void text() {
        ObjectNode text = Json.object();
        if (!(request.output() instanceof OutputFormat.PlainText)) {
            text.set("format", OutputFormatJson.write(request.output()));
        }
        request.hints().verbosity().ifPresent(verbosity -> text.put("verbosity", verbosity));
        if (!text.isEmpty()) {
            body.set("text", text);
        }
    }

    private void hints(CallerHints hints) {
        hints.user().ifPresent(user -> body.put("user", EndUser.fit(user)));
        hints.promptCacheKey().ifPresent(key -> body.put("prompt_cache_key", key));
        hints.serviceTier().ifPresent(tier -> {
            if (SERVICE_TIERS.contains(tier)) {
                body.put("service_tier", tier);
            } else {
                losses.add("service_tier");
            }
        });
        if (!hints.metadata().isEmpty()) {
            ObjectNode metadata = body.putObject("metadata");
            hints.metadata().forEach(metadata::put);
        }
    }
}
