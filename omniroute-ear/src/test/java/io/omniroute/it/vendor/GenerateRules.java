package io.omniroute.it.vendor;

import static io.omniroute.it.vendor.Refusal.unknownMembers;
import static io.omniroute.it.vendor.Refusal.unless;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Trees;
import io.omniroute.testkit.RecordedRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Gemini's generateContent refuses: settings and tools here, turns in {@link GenerateContents}. */
final class GenerateRules {
    private static final Set<String> TOP = Set.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "cachedContent",
            "generationConfig",
            "labels");
    private static final Set<String> CONFIG = Set.of(
            "temperature",
            "topP",
            "topK",
            "candidateCount",
            "maxOutputTokens",
            "stopSequences",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseModalities",
            "responseLogprobs",
            "logprobs",
            "thinkingConfig",
            "mediaResolution",
            "speechConfig",
            "imageConfig");
    /** Google AI docs, Schema: everything else is an unknown name. */
    private static final Set<String> SCHEMA = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "maxItems",
            "minItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "example",
            "anyOf",
            "propertyOrdering",
            "default",
            "items",
            "minimum",
            "maximum");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");
    private static final Pattern PATH =
            Pattern.compile("/v1beta/models/[^:?]+:(generateContent|streamGenerateContent\\?alt=sse)");

    private final JsonNode body;
    private final boolean three;

    private GenerateRules(String path, JsonNode body) {
        this.body = body;
        this.three = path.contains("/gemini-3");
    }

    static Optional<String> violation(RecordedRequest request) {
        try {
            unless(PATH.matcher(request.path()).matches(), "Not Found: " + request.path());
            unless(request.header("x-goog-api-key").equals(Optional.of(StrictVendor.KEY)), "API key not valid.");
            new GenerateRules(request.path(), Trees.parse(request.body())).check();
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.getMessage());
        }
    }

    private void check() {
        unknownMembers(body, TOP, "");
        unknownMembers(body.path("generationConfig"), CONFIG, "generation_config");
        JsonNode config = body.path("generationConfig");
        Refusal.range(config, "temperature", 0, 2);
        unless(config.path("stopSequences").size() <= 5, "at most 5 stop sequences");
        checkThinking(config.path("thinkingConfig"));
        checkOutput(config);
        checkTools();
        JsonNode system = body.path("systemInstruction");
        unless(system.isMissingNode() || system.path("parts").size() > 0, "system_instruction.parts must not be empty");
        new GenerateContents(body.path("contents"), three).check();
    }

    private void checkThinking(JsonNode thinking) {
        unless(
                !(thinking.has("thinkingBudget") && thinking.has("thinkingLevel")),
                "only one of thinking_budget and thinking_level");
        unless(three || !thinking.has("thinkingLevel"), "Thinking level is not supported for this model.");
        int budget = thinking.path("thinkingBudget").asInt(0);
        unless(budget >= -1 && budget <= 24_576, "The thinking budget " + budget + " is invalid.");
    }

    private void checkOutput(JsonNode config) {
        boolean json = config.path("responseMimeType").asText().equals("application/json");
        boolean schema = config.has("responseSchema") || config.has("responseJsonSchema");
        unless(json || !schema, "response_schema needs response_mime_type: application/json");
        unless(
                !json || three || !body.has("tools"),
                "Function calling with a response mime type: 'application/json' is unsupported");
        if (config.has("responseSchema")) {
            checkSchema(config.path("responseSchema"), "generation_config.response_schema");
        }
    }

    private void checkTools() {
        JsonNode tools = body.path("tools");
        unless(
                !tools.isEmpty() || !body.has("toolConfig"),
                "Function calling config is set without function_declarations.");
        for (JsonNode declaration : tools.path(0).path("functionDeclarations")) {
            unknownMembers(
                    declaration,
                    Set.of("name", "description", "parameters", "parametersJsonSchema", "response"),
                    "function_declarations[0]");
            unless(NAME.matcher(declaration.path("name").asText()).matches(), "Invalid function name.");
            if (declaration.has("parameters")) {
                checkSchema(declaration.path("parameters"), "function_declarations[0].parameters");
            }
        }
    }

    private static void checkSchema(JsonNode schema, String at) {
        unknownMembers(schema, SCHEMA, at);
        unless(schema.path("type").isTextual() || schema.has("anyOf"), at + ".type: must be specified, one word");
        String type = schema.path("type").asText().toUpperCase(java.util.Locale.ROOT);
        unless(!schema.has("enum") || type.equals("STRING"), at + ".enum: only allowed for STRING type");
        unless(!type.equals("ARRAY") || schema.has("items"), at + ".items: missing field.");
        if (type.equals("OBJECT")) {
            unless(schema.path("properties").size() > 0, at + ".properties: should be non-empty for OBJECT type");
            schema.path("required")
                    .forEach(name -> unless(
                            schema.path("properties").has(name.asText()),
                            at + ".required: property is not defined: " + name));
        }
        schema.path("properties")
                .properties()
                .forEach(member -> checkSchema(member.getValue(), at + ".properties[" + member.getKey() + "]"));
        schema.path("anyOf").forEach(one -> checkSchema(one, at + ".any_of"));
        if (schema.has("items")) {
            checkSchema(schema.path("items"), at + ".items");
        }
    }
}
