package io.omniroute.it.vendor;

import static io.omniroute.it.vendor.Refusal.requireText;
import static io.omniroute.it.vendor.Refusal.unknownMembers;
import static io.omniroute.it.vendor.Refusal.unless;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Trees;
import io.omniroute.testkit.RecordedRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Anthropic's Messages refuses: settings and tools here, turns in {@link MessagesTurns}. */
final class MessagesRules {
    private static final Set<String> TOP = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "stream",
            "tools",
            "tool_choice",
            "thinking",
            "metadata",
            "service_tier",
            "output_config",
            "cache_control");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final JsonNode body;
    private final boolean thinking;

    private MessagesRules(JsonNode body) {
        this.body = body;
        this.thinking =
                Set.of("enabled", "adaptive").contains(body.at("/thinking/type").asText());
    }

    static Optional<String> violation(RecordedRequest request) {
        try {
            unless(request.path().equals("/v1/messages"), "Not Found: " + request.path());
            unless(request.header("x-api-key").equals(Optional.of(StrictVendor.KEY)), "invalid x-api-key");
            unless(request.header("anthropic-version").isPresent(), "anthropic-version: header is required");
            new MessagesRules(Trees.parse(request.body())).check();
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.getMessage());
        }
    }

    private void check() {
        body.fieldNames()
                .forEachRemaining(name -> unless(TOP.contains(name), name + ": Extra inputs are not permitted"));
        requireText(body, "model", "body");
        unless(body.path("max_tokens").asInt() >= 1, "max_tokens: Field required");
        Refusal.range(body, "temperature", 0, 1);
        unless(!(body.has("temperature") && body.has("top_p")), "`temperature` and `top_p` cannot both be specified");
        body.path("stop_sequences")
                .forEach(stop -> unless(!stop.asText().isBlank(), "stop_sequences: each must contain non-whitespace"));
        checkSystem(body.path("system"));
        checkThinking();
        checkTools();
        new MessagesTurns(body.path("messages"), thinking, body.has("tools")).check();
    }

    private static void checkSystem(JsonNode system) {
        for (JsonNode block : Trees.each(system)) {
            unless(block.path("type").asText().equals("text"), "system: text blocks only");
            unless(
                    !block.path("text").asText().isBlank(),
                    "system: text content blocks must contain non-whitespace text");
        }
    }

    private void checkThinking() {
        JsonNode config = body.path("thinking");
        if (config.path("type").asText().equals("enabled")) {
            unless(
                    !body.path("model").asText().contains("opus-4-7"),
                    "thinking.type.enabled is not supported for this model");
            int budget = config.path("budget_tokens").asInt();
            unless(budget >= 1024, "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
            unless(
                    budget < body.path("max_tokens").asInt(),
                    "`max_tokens` must be greater than `thinking.budget_tokens`");
        }
        if (thinking) {
            unless(
                    body.path("temperature").asDouble(1) == 1,
                    "`temperature` may only be set to 1 when thinking is enabled");
            unless(!body.has("top_k"), "`top_k` must be unset when thinking is enabled");
            unless(
                    !body.at("/tool_choice/type").asText().matches("any|tool"),
                    "Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    private void checkTools() {
        JsonNode tools = body.path("tools");
        unless(!tools.isEmpty() || !body.has("tool_choice"), "tool_choice may only be specified while providing tools");
        for (JsonNode tool : tools) {
            if (tool.path("type").asText().startsWith("web_search_")) { // a server tool, which brings its own schema
                unless(tool.path("name").asText().equals("web_search"), "tools.0.web_search_20250305.name: unexpected");
                continue;
            }
            unless(
                    NAME.matcher(tool.path("name").asText()).matches(),
                    "tools.0.custom.name: String should match pattern");
            unless(
                    tool.at("/input_schema/type").asText().equals("object"),
                    "tools.0.custom.input_schema.type: Field required");
            unknownMembers(
                    tool,
                    Set.of(
                            "name",
                            "description",
                            "input_schema",
                            "cache_control",
                            "strict",
                            "type",
                            "eager_input_streaming"),
                    "tools.0");
        }
    }
}
