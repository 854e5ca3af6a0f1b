package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a request as Anthropic accepts it. One per request. */
final class RequestWriter {
    /** Anthropic Messages, metadata: at most 256 characters. */
    private static final int LONGEST_USER_ID = 256;

    private final ChatRequest request;
    private final WireTarget target;
    private final Losses losses;
    private final ToolNames toolNames = new ToolNames();
    private final Map<String, String> headers = new HashMap<>();

    RequestWriter(ChatRequest request, WireTarget target, Losses losses) {
        this.request = request;
        this.target = target;
        this.losses = losses;
    }

    UpstreamRequest write() {
        refuseSeveralChoices();
        ObjectNode body = Json.object().put("model", target.model());
        CacheMarks marks = CacheMarks.of(request.messages());
        ContentWriter content = new ContentWriter(losses, toolNames, marks);
        ArrayNode messages = new ConversationWriter(content, target).write(marks.messages());
        List<ObjectNode> system = new SystemWriter(losses, target, marks).write(request.output());
        if (target.has(Quirk.SYSTEM_IN_USER)) {
            SystemWriter.putIntoFirstMessage(system, messages);
        } else if (!system.isEmpty()) {
            body.putArray("system").addAll(system);
        }
        body.set("messages", messages);
        ThinkingPlan plan = ThinkingPlan.of(request, target, messages, losses);
        plan.write(body);
        SamplingWriter.write(request.sampling(), target, plan.on(), body, losses);
        new ToolsWriter(request, target, losses, toolNames).write(body, plan.on());
        outputFormat(body);
        hints(body);
        body.put("stream", request.stream());
        CacheBreakpoints.fit(body);
        if (content.usesStoredFiles()) {
            // Anthropic Files: references by id need the beta
            headers.put("anthropic-beta", "files-api-2025-04-14");
        }
        return new UpstreamRequest(Json.bytes(body), headers, toolNames);
    }

    private void refuseSeveralChoices() {
        if (request.sampling().candidates().orElse(1) > 1) {
            throw new GatewayException(
                    Failure.badRequest("n", "'n' must be 1: the model's vendor gives one reply to a request."));
        }
    }

    private void outputFormat(ObjectNode body) {
        if (request.output() instanceof OutputFormat.Schema schema && target.has(Quirk.STRUCTURED_OUTPUT)) {
            body.withObjectProperty("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", StrictSchema.of(Json.parse(schema.schema())));
        }
    }

    private void hints(ObjectNode body) {
        request.hints().user().ifPresent(user -> {
            // Anthropic Messages, metadata: an opaque id, never a name, an address or a number; addresses are refused
            if (user.length() <= LONGEST_USER_ID && user.indexOf('@') < 0) {
                body.putObject("metadata").put("user_id", user);
            } else {
                losses.add("user");
            }
        });
        request.hints().serviceTier().flatMap(this::serviceTier).ifPresent(tier -> body.put("service_tier", tier));
        if (request.hints().verbosity().isPresent()) {
            losses.add("verbosity");
        }
        if (!request.hints().metadata().isEmpty()) {
            losses.add("metadata");
        }
    }

    private Optional<String> serviceTier(String tier) {
        return switch (tier) {
            case "auto" -> Optional.of("auto");
            case "default", "standard_only" -> Optional.of("standard_only");
            default -> {
                losses.add("service_tier");
                yield Optional.empty();
            }
        };
    }
}
