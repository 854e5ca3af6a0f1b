package io.omniroute.it.vendor;

import static io.omniroute.it.vendor.Refusal.requireText;
import static io.omniroute.it.vendor.Refusal.unknownMembers;
import static io.omniroute.it.vendor.Refusal.unless;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Trees;
import io.omniroute.testkit.RecordedRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What OpenAI's Responses refuses. */
final class ResponsesRules {
    private static final Set<String> TOP = Set.of(
            "model",
            "input",
            "instructions",
            "max_output_tokens",
            "temperature",
            "top_p",
            "stream",
            "store",
            "previous_response_id",
            "include",
            "reasoning",
            "text",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "max_tool_calls",
            "truncation",
            "metadata",
            "user",
            "service_tier",
            "prompt_cache_key",
            "safety_identifier",
            "stream_options",
            "top_logprobs",
            "background");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final JsonNode body;
    private final Set<String> called = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    private ResponsesRules(JsonNode body) {
        this.body = body;
    }

    static Optional<String> violation(RecordedRequest request) {
        try {
            unless(request.path().equals("/v1/responses"), "Unknown request URL: POST " + request.path());
            unless(
                    request.header("authorization").equals(Optional.of("Bearer " + StrictVendor.KEY)),
                    "Incorrect API key provided");
            new ResponsesRules(Trees.parse(request.body())).check();
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.getMessage());
        }
    }

    private void check() {
        body.fieldNames().forEachRemaining(name -> unless(TOP.contains(name), "Unknown parameter: '" + name + "'."));
        requireText(body, "model", "body");
        unless(
                !body.has("max_output_tokens") || body.path("max_output_tokens").asInt() >= 16,
                "'max_output_tokens': below 16");
        unless(
                body.path("user").asText().length() <= 64,
                "Invalid 'user': string too long. Expected a string with maximum length 64");
        if (body.path("model").asText().startsWith("gpt-5")) {
            unless(!body.has("temperature") && !body.has("top_p"), "Unsupported parameter: 'temperature'");
        }
        JsonNode input = body.path("input");
        if (!input.isTextual()) {
            unless(input.isArray() && !input.isEmpty(), "'input' must be a string or a non-empty array");
            for (int i = 0; i < input.size(); i++) {
                checkItem(input.get(i), i + 1 < input.size() ? input.get(i + 1) : null, "input[" + i + "]");
            }
            unless(open.isEmpty(), "No tool output found for function call " + open + ".");
        }
        checkTools();
        checkText(body.at("/text/format"));
    }

    private void checkItem(JsonNode item, JsonNode next, String at) {
        switch (item.path("type").asText("message")) {
            case "message" -> checkMessage(item, at);
            case "function_call" -> {
                unknownMembers(item, Set.of("type", "id", "call_id", "name", "arguments", "status"), at);
                String id = requireText(item, "call_id", at);
                unless(id.length() <= 64, at + ".call_id: string too long");
                unless(called.add(id), "Duplicate function call " + id);
                open.add(id);
                requireId(item, "fc", at);
                unless(NAME.matcher(item.path("name").asText()).matches(), at + ".name: invalid");
                unless(item.path("arguments").isTextual(), at + ".arguments: expected a string");
            }
            case "function_call_output" -> {
                unknownMembers(item, Set.of("type", "id", "call_id", "output", "status"), at);
                String id = requireText(item, "call_id", at);
                unless(open.remove(id), "No tool call found for function call output with call_id " + id + ".");
                checkParts(item.path("output"), Set.of("input_text", "input_image", "input_file"), at + ".output");
            }
            case "reasoning" -> checkReasoning(item, next, at);
            default -> throw new Refusal(at + ".type: invalid value " + item.path("type"));
        }
    }

    private void checkReasoning(JsonNode item, JsonNode next, String at) {
        unknownMembers(item, Set.of("type", "id", "summary", "content", "encrypted_content", "status"), at);
        unless(item.path("summary").isArray(), at + ".summary: missing required parameter");
        requireId(item, "rs", at);
        String encrypted = item.path("encrypted_content").asText("");
        unless(
                encrypted.startsWith(Signatures.OPENAI),
                "The encrypted content could not be verified: invalid_encrypted_content");
        unless(next != null, "Item 'rs' of type 'reasoning' was provided without its required following item.");
    }

    private void requireId(JsonNode item, String prefix, String at) {
        String id = item.path("id").asText(prefix);
        unless(
                id.startsWith(prefix),
                "Invalid '" + at + ".id': '" + id + "'. Expected an ID that begins with '" + prefix + "'.");
    }

    private void checkMessage(JsonNode item, String at) {
        unknownMembers(item, Set.of("type", "id", "role", "content", "status", "phase"), at);
        requireId(item, "msg", at);
        String role = requireText(item, "role", at);
        Set<String> kinds =
                switch (role) {
                    case "assistant" -> Set.of("output_text", "refusal");
                    case "user", "system", "developer" ->
                        Set.of("input_text", "input_image", "input_file", "input_audio");
                    default -> throw new Refusal(at + ".role: invalid value '" + role + "'");
                };
        checkParts(item.path("content"), kinds, at + ".content");
    }

    private static void checkParts(JsonNode content, Set<String> kinds, String at) {
        if (content.isTextual()) {
            return;
        }
        unless(content.isArray() && !content.isEmpty(), at + ": expected a string or a non-empty array");
        for (JsonNode part : content) {
            String type = requireText(part, "type", at);
            unless(kinds.contains(type), at + ": invalid value '" + type + "'. Supported values are: " + kinds);
            if (type.equals("input_image")) {
                unless(part.path("image_url").isTextual(), at + ".image_url: expected a string");
            } else if (type.equals("input_file")) {
                boolean named = part.has("filename") || part.has("file_id") || part.has("file_url");
                unless(named, at + ": Missing required parameter: 'filename'");
            }
        }
    }

    private void checkTools() {
        JsonNode tools = body.path("tools");
        if (tools.isEmpty()) {
            unless(
                    !body.has("tool_choice")
                            || body.path("tool_choice").asText().matches("auto|none"),
                    "Tool choice must be specified with tools");
        }
        for (JsonNode tool : tools) {
            unknownMembers(tool, Set.of("type", "name", "description", "parameters", "strict"), "tools[]");
            unless(NAME.matcher(tool.path("name").asText()).matches(), "Missing required parameter: 'tools[0].name'");
            unless(tool.path("parameters").path("type").asText().equals("object"), "Invalid schema for function");
            if (tool.path("strict").asBoolean(true)) {
                StrictSchemas.check(tool.path("parameters"), "tools[].parameters");
            }
        }
    }

    private void checkText(JsonNode format) {
        if (format.path("type").asText().equals("json_schema")) {
            unknownMembers(format, Set.of("type", "name", "schema", "strict", "description"), "text.format");
            unless(
                    NAME.matcher(format.path("name").asText()).matches(),
                    "Missing required parameter: 'text.format.name'");
            if (format.path("strict").asBoolean()) {
                StrictSchemas.check(format.path("schema"), "text.format.schema");
            }
        }
    }
}
