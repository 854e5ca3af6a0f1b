package io.omniroute.it.vendor;

import static io.omniroute.it.vendor.Refusal.requireText;
import static io.omniroute.it.vendor.Refusal.unknownMembers;
import static io.omniroute.it.vendor.Refusal.unless;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Trees;
import io.omniroute.testkit.RecordedRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What OpenAI's Chat Completions refuses. Models named {@code gpt-5…} and {@code o…} have the rules of reasoning models. */
final class ChatRules {
    private static final Set<String> TOP = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "max_completion_tokens",
            "max_tokens",
            "temperature",
            "top_p",
            "n",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "seed",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "metadata",
            "store",
            "service_tier",
            "verbosity",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "response_format",
            "reasoning_effort",
            "modalities");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final JsonNode body;
    private final boolean openAi;
    private final boolean reasoning;
    private final Set<String> open = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    private ChatRules(JsonNode body) {
        this.body = body;
        String model = body.path("model").asText();
        this.openAi = model.startsWith("gpt");
        this.reasoning = model.startsWith("gpt-5");
    }

    static Optional<String> violation(RecordedRequest request) {
        try {
            unless(request.path().equals("/v1/chat/completions"), "Unknown request URL: POST " + request.path());
            unless(
                    request.header("authorization").equals(Optional.of("Bearer " + StrictVendor.KEY)),
                    "Incorrect API key provided");
            new ChatRules(Trees.parse(request.body())).check();
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.getMessage());
        }
    }

    private void check() {
        unknownMembers(body, TOP, "body");
        requireText(body, "model", "body");
        checkSettings();
        JsonNode messages = body.path("messages");
        unless(messages.isArray() && !messages.isEmpty(), "'messages' must not be empty");
        for (int i = 0; i < messages.size(); i++) {
            checkMessage(messages.get(i), "messages[" + i + "]");
        }
        unless(open.isEmpty(), "tool_call_ids did not have response messages: " + open);
        checkTools();
        checkFormat();
    }

    private void checkSettings() {
        unless(!body.has("stream_options") || body.path("stream").asBoolean(), "'stream_options' needs 'stream': true");
        Refusal.range(body, "temperature", 0, 2);
        Refusal.range(body, "top_p", 0, 1);
        unless(body.path("stop").size() <= 4, "'stop' takes at most 4");
        unless(
                body.path("user").asText().length() <= 64,
                "Invalid 'user': string too long. Expected a string with maximum length 64");
        if (reasoning) {
            unless(!body.has("max_tokens"), "Unsupported parameter: 'max_tokens'; use 'max_completion_tokens'");
            unless(
                    !body.has("temperature") || body.path("temperature").asDouble() == 1,
                    "Unsupported value: 'temperature'");
        } else if (openAi) {
            unless(!body.has("reasoning_effort"), "Unrecognized request argument supplied: reasoning_effort");
        }
    }

    private void checkMessage(JsonNode message, String at) {
        String role = requireText(message, "role", at);
        if (!role.equals("tool")) {
            unless(open.isEmpty(), at + ": tool_calls must be followed by tool messages responding to: " + open);
        }
        switch (role) {
            case "system", "developer" -> {
                unknownMembers(message, Set.of("role", "content", "name"), at);
                checkContent(message.path("content"), Set.of("text"), at);
            }
            case "user" -> {
                unknownMembers(message, Set.of("role", "content", "name"), at);
                checkContent(message.path("content"), Set.of("text", "image_url", "input_audio", "file"), at);
            }
            case "assistant" -> checkAssistant(message, at);
            case "tool" -> {
                unknownMembers(message, Set.of("role", "content", "tool_call_id"), at);
                String id = requireText(message, "tool_call_id", at);
                unless(
                        open.remove(id),
                        at + ": 'tool_call_id' of '" + id + "' not found in 'tool_calls' of previous message");
                checkContent(message.path("content"), Set.of("text"), at);
            }
            default -> throw new Refusal(at + ".role: invalid value '" + role + "'");
        }
    }

    private void checkAssistant(JsonNode message, String at) {
        if (openAi) {
            unknownMembers(message, Set.of("role", "content", "name", "refusal", "tool_calls", "audio"), at);
        }
        JsonNode calls = message.path("tool_calls");
        unless(calls.isMissingNode() || calls.size() > 0, at + ".tool_calls: empty array");
        if (!message.path("content").isNull() && message.has("content")) {
            checkContent(message.path("content"), Set.of("text", "refusal"), at);
        } else {
            unless(calls.size() > 0 || message.has("refusal"), at + ".content: expected a string, got null");
        }
        for (JsonNode call : Trees.each(calls)) {
            String id = requireText(call, "id", at + ".tool_calls");
            unless(id.length() <= 40, at + ".tool_calls.id: string too long, 40 at most");
            unless(known.add(id), at + ".tool_calls.id: duplicate value '" + id + "'");
            unless(NAME.matcher(call.at("/function/name").asText()).matches(), at + ": the name does not match");
            unless(call.at("/function/arguments").isTextual(), at + ": arguments must be a string");
            open.add(id);
        }
    }

    private static void checkContent(JsonNode content, Set<String> kinds, String at) {
        if (content.isTextual()) {
            return;
        }
        unless(content.isArray() && !content.isEmpty(), at + ".content: expected a string or a non-empty array");
        for (JsonNode part : content) {
            String type = requireText(part, "type", at + ".content");
            unless(kinds.contains(type), at + ".content: invalid part '" + type + "'");
            if (type.equals("image_url")) {
                String url = part.at("/image_url/url").asText();
                unless(
                        url.startsWith("http") || url.matches("data:image/(png|jpeg|gif|webp);base64,.+"),
                        at + ": Invalid image");
            } else if (type.equals("file")) {
                String data = part.at("/file/file_data").asText();
                unless(data.startsWith("data:application/pdf;base64,"), at + ": Invalid file data: '" + data + "'");
                unless(part.at("/file/filename").isTextual(), at + ": Missing required parameter: 'file.filename'");
            }
        }
    }

    private void checkTools() {
        JsonNode tools = body.path("tools");
        unless(tools.isMissingNode() || tools.size() > 0, "'tools': empty array");
        if (tools.isMissingNode()) {
            unless(
                    !body.has("tool_choice") && !body.has("parallel_tool_calls"),
                    "'tool_choice' is only allowed when 'tools' are specified");
        }
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            unless(tool.path("type").asText().equals("function"), "tools.type: invalid");
            unknownMembers(function, Set.of("name", "description", "parameters", "strict"), "tools.function");
            unless(NAME.matcher(function.path("name").asText()).matches(), "tools.function.name does not match");
            JsonNode parameters = function.path("parameters");
            unless(
                    parameters.isMissingNode()
                            || parameters.path("type").asText().equals("object"),
                    "Invalid schema for function: schema must be of type object");
            if (function.path("strict").asBoolean()) {
                StrictSchemas.check(parameters, "tools.function.parameters");
            }
        }
    }

    private void checkFormat() {
        JsonNode format = body.path("response_format");
        if (format.path("type").asText().equals("json_object")) {
            String all = body.path("messages").toString().toLowerCase(Locale.ROOT);
            unless(all.contains("json"), "'messages' must contain the word 'json' in some form, to use 'json_object'");
        } else if (format.path("type").asText().equals("json_schema")) {
            JsonNode schema = format.path("json_schema");
            unless(
                    NAME.matcher(schema.path("name").asText()).matches(),
                    "response_format.json_schema.name is required");
            if (schema.path("strict").asBoolean()) {
                StrictSchemas.check(schema.path("schema"), "response_format.json_schema.schema");
            }
        }
    }
}
