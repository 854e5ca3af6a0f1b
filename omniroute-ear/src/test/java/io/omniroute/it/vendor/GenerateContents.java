package io.omniroute.it.vendor;

import static io.omniroute.it.vendor.Refusal.unknownMembers;
import static io.omniroute.it.vendor.Refusal.unless;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Gemini refuses in the turns of a conversation. */
final class GenerateContents {
    private static final Set<String> PART = Set.of(
            "text",
            "thought",
            "thoughtSignature",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "videoMetadata",
            "mediaResolution");
    private static final Set<String> DATA = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult");
    private static final Set<String> BYPASS =
            Set.of("context_engineering_is_the_way_to_go", "skip_thought_signature_validator");

    private final JsonNode contents;
    private final boolean three;
    private List<String> open = List.of();

    GenerateContents(JsonNode contents, boolean three) {
        this.contents = contents;
        this.three = three;
    }

    void check() {
        unless(contents.isArray() && !contents.isEmpty(), "contents is not specified");
        String before = "model";
        for (int i = 0; i < contents.size(); i++) {
            JsonNode content = contents.get(i);
            String at = "contents[" + i + "]";
            unknownMembers(content, Set.of("role", "parts"), at);
            String role = content.path("role").asText("user");
            unless(role.equals("user") || role.equals("model"), "Please use a valid role: user, model.");
            unless(!role.equals(before), at + ": multiturn requests must alternate between user and model");
            unless(content.path("parts").size() > 0, at + ".parts must not be empty");
            content.path("parts").forEach(part -> checkPart(part, at));
            checkCalls(content, role, at);
            before = role;
        }
        unless(before.equals("user"), "Please ensure that the last turn is of the user");
        if (three) {
            checkSignatures();
        }
    }

    private static void checkPart(JsonNode part, String at) {
        unknownMembers(part, PART, at + ".parts[0]");
        List<String> data = new ArrayList<>();
        part.fieldNames().forEachRemaining(name -> {
            if (DATA.contains(name)) {
                data.add(name);
            }
        });
        unless(
                data.size() == 1,
                at + ".parts[0].data: required oneof field 'data' must have one initialized field: " + data);
        boolean empty = part.has("text") && part.path("text").asText().isEmpty() && !part.has("thoughtSignature");
        unless(!empty, "Unable to submit request because it must have a text parameter");
        if (part.has("functionCall")) {
            unknownMembers(part.path("functionCall"), Set.of("id", "name", "args"), at + ".function_call");
            unless(
                    part.at("/functionCall/args").isObject()
                            || !part.at("/functionCall").has("args"),
                    at + ".function_call.args: not a Struct");
        }
        if (part.has("functionResponse")) {
            unknownMembers(
                    part.path("functionResponse"),
                    Set.of("id", "name", "response", "parts"),
                    at + ".function_response");
            unless(part.at("/functionResponse/response").isObject(), at + ".function_response.response: not a Struct");
        }
        if (part.has("inlineData")) {
            unknownMembers(part.path("inlineData"), Set.of("mimeType", "data", "displayName"), at + ".inline_data");
            unless(!part.at("/inlineData/data").asText().isEmpty(), at + ".inline_data.data is empty");
        }
        if (part.has("thoughtSignature")) {
            String signature = part.path("thoughtSignature").asText();
            unless(signature.equals(Signatures.GEMINI) || BYPASS.contains(signature), "Thought signature is not valid");
        }
    }

    private void checkCalls(JsonNode content, String role, String at) {
        List<String> responses = names(content, "functionResponse");
        unless(
                responses.equals(open),
                at + ": Please ensure that the number of function response parts is equal to the number of function "
                        + "call parts of the function call turn, in their order: called " + open + ", answered "
                        + responses);
        open = names(content, "functionCall");
        unless(open.isEmpty() || role.equals("model"), at + ": function call in a user turn");
    }

    private static List<String> names(JsonNode content, String member) {
        return Trees.each(content.path("parts")).stream()
                .filter(part -> part.has(member))
                .map(part -> part.path(member).path("name").asText())
                .toList();
    }

    /** Gemini 3: in the current turn, the first function call of each step needs its signature. */
    private void checkSignatures() {
        int turn = contents.size() - 1;
        while (turn > 0 && !isQuestion(contents.get(turn))) {
            turn--;
        }
        for (int i = turn; i < contents.size(); i++) {
            Trees.each(contents.get(i).path("parts")).stream()
                    .filter(part -> part.has("functionCall"))
                    .findFirst()
                    .ifPresent(part -> unless(
                            part.has("thoughtSignature"),
                            "Function call is missing a thought_signature in functionCall parts."));
        }
    }

    private static boolean isQuestion(JsonNode content) {
        return content.path("role").asText("user").equals("user")
                && names(content, "functionResponse").isEmpty();
    }
}
