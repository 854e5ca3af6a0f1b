package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of input items, folded into messages: everything the assistant said between two turns of the user (texts,
 * reasoning, calls) is one message, and neighbouring tool outputs are one. One per request.
 */
final class InputReader {
    private final Losses losses;
    private final List<Message> messages = new ArrayList<>();
    private final List<ContentPart> assistant = new ArrayList<>();
    private final List<ContentPart> results = new ArrayList<>();
    private Optional<String> signatureOfNextCall = Optional.empty();

    InputReader(Losses losses) {
        this.losses = losses;
    }

    List<Message> read(JsonView input) {
        if (input.isText()) {
            add(Message.Role.USER, ContentReader.read(input));
        } else if (input.isArray()) {
            input.elements().forEach(item -> item(item.requireObject()));
        } else {
            throw input.wrong("a string or an array of items");
        }
        closeTurns();
        return messages;
    }

    private void item(JsonView item) {
        // Responses, input items: a message may come without its type
        String type = item.has("type") || !item.has("role") ? item.text("type") : "message";
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item);
            case "function_call" -> say(call(item, "arguments", false));
            case "custom_tool_call" -> say(call(item, "input", true));
            case "function_call_output" -> result(item, false);
            case "custom_tool_call_output" -> result(item, true);
            case "image_generation_call" -> image(item);
            case "item_reference" ->
                throw item.fault("'" + item.path() + "' is an item_reference; the gateway stores no items, "
                        + "send the item itself.");
            default -> losses.add(item.path());
        }
    }

    private void message(JsonView item) {
        List<ContentPart> content = ContentReader.read(item.at("content"));
        switch (item.text("role")) {
            case "assistant" -> content.forEach(this::say);
            case "user" -> turn(Message.Role.USER, content);
            case "system" -> turn(Message.Role.SYSTEM, content);
            case "developer" -> turn(Message.Role.DEVELOPER, content);
            default ->
                throw item.at("role").fault("'" + item.path() + ".role' must be user, assistant, system or developer.");
        }
    }

    private void reasoning(JsonView item) {
        List<String> thoughts = new ArrayList<>();
        for (String field : List.of("summary", "content")) {
            for (JsonView part : item.optionalArray(field)) {
                thoughts.add(part.requireObject().text("text"));
            }
        }
        String text = String.join("\n\n", thoughts);
        Optional<ReasoningProof> proof = item.optionalText("encrypted_content")
                .filter(content -> !content.isEmpty())
                .map(ReasoningProof::read);
        if (proof.isPresent() && proof.get().kind() == ReasoningProof.Kind.CALL) {
            signatureOfNextCall = Optional.of(proof.get().signature());
        } else if (proof.isPresent() || !text.isEmpty()) {
            say(thinking(text, proof, item.optionalText("id")));
        }
    }

    private static ContentPart thinking(String text, Optional<ReasoningProof> proof, Optional<String> id) {
        if (proof.isEmpty()) {
            return ContentPart.Thinking.unsigned(text);
        }
        ReasoningProof found = proof.get();
        boolean redacted = found.kind() == ReasoningProof.Kind.REDACTED;
        // the id means something to OpenAI only; on a foreign proof it is one this gateway made up
        Optional<String> own = found.family() == ModelFamily.OPENAI ? id : Optional.empty();
        return new ContentPart.Thinking(text, found.family(), Optional.of(found.signature()), redacted, own);
    }

    private ContentPart call(JsonView item, String argumentsField, boolean custom) {
        String name = new ToolName(item.optionalText("namespace"), item.text("name")).flat();
        Optional<String> signature = signatureOfNextCall;
        signatureOfNextCall = Optional.empty();
        return new ContentPart.ToolCall(item.text("call_id"), name, item.text(argumentsField), custom, signature);
    }

    private void result(JsonView item, boolean custom) {
        closeAssistant();
        results.add(new ContentPart.ToolResult(
                item.text("call_id"), Optional.empty(), ContentReader.read(item.at("output")), false, custom));
    }

    /** An image the model made in an earlier turn. */
    private void image(JsonView item) {
        Optional<String> result = item.optionalText("result");
        if (result.isEmpty()) {
            losses.add(item.path());
            return;
        }
        String type = "image/" + item.optionalText("output_format").orElse("png");
        say(new ContentPart.Image(new MediaSource.Inline(type, result.get())));
    }

    private void say(ContentPart part) {
        closeResults();
        assistant.add(part);
    }

    private void turn(Message.Role role, List<ContentPart> content) {
        closeTurns();
        add(role, content);
    }

    private void closeTurns() {
        closeAssistant();
        closeResults();
    }

    private void closeAssistant() {
        // a signature whose call never came still belongs to the turn
        signatureOfNextCall.ifPresent(
                signature -> assistant.add(ContentPart.Thinking.signed("", ModelFamily.GEMINI, signature)));
        signatureOfNextCall = Optional.empty();
        add(Message.Role.ASSISTANT, assistant);
        assistant.clear();
    }

    private void closeResults() {
        add(Message.Role.USER, results);
        results.clear();
    }

    private void add(Message.Role role, List<ContentPart> content) {
        if (!content.isEmpty()) {
            messages.add(new Message(role, content));
        }
    }
}
