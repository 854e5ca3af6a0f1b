package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;
import java.util.Optional;

/** An assistant turn in a request to a vendor. */
final class AssistantWriter {
    private final WireTarget target;
    private final ToolNames names;
    private final PartWriter parts;

    AssistantWriter(WireTarget target, ToolNames names, PartWriter parts) {
        this.target = target;
        this.names = names;
        this.parts = parts;
    }

    /** Empty when nothing would be left of it. Members without a value are left out, not null: some vendors mind. */
    Optional<ObjectNode> write(Message message) {
        ObjectNode json = Json.object().put("role", "assistant");
        content(message.content(), json);
        if (target.has(Quirk.REASONING_CONTENT)) {
            String thoughts = MessageText.of(message.content()).thoughts();
            if (!thoughts.isEmpty()) {
                json.put("reasoning_content", thoughts);
            }
        }
        for (ContentPart part : message.content()) {
            switch (part) {
                case ContentPart.ToolCall call ->
                    call(call, json.withArray("tool_calls").addObject());
                case ContentPart.Image ignored -> parts.lose(part);
                case ContentPart.Audio ignored -> parts.lose(part);
                case ContentPart.Document ignored -> parts.lose(part);
                case ContentPart.ToolResult ignored -> parts.lose(part);
                case ContentPart.Text ignored -> {}
                case ContentPart.Refusal ignored -> {}
                case ContentPart.Thinking ignored -> {}
                case ContentPart.CacheMark ignored -> {}
            }
        }
        boolean speaks = json.has("content") || json.has("tool_calls");
        return speaks ? Optional.of(json) : Optional.empty();
    }

    /** A call id as this vendor takes it; the same id always becomes the same. */
    String callId(String id) {
        return target.has(Quirk.NINE_CHARACTER_TOOL_IDS) ? CallIds.fitNine(id) : CallIds.fit(id);
    }

    private void content(List<ContentPart> said, ObjectNode json) {
        String text = ContentPart.textOf(said);
        String refusal = MessageText.of(said).refusal();
        if (refusal.isEmpty()) {
            if (said.stream().anyMatch(part -> part instanceof ContentPart.Text && parts.isMarked(part))) {
                ArrayNode content = json.putArray("content");
                said.stream().filter(ContentPart.Text.class::isInstance).forEach(part -> parts.write(part)
                        .ifPresent(content::add));
            } else if (!text.isEmpty()) {
                json.put("content", text);
            }
            return;
        }
        // OpenAI Chat: content parts are one or more of type text, or exactly one of type refusal
        if (text.isEmpty() && target.has(Quirk.DEVELOPER_ROLE)) {
            ArrayNode content = json.putArray("content");
            content.addObject().put("type", "refusal").put("refusal", refusal);
        } else {
            json.put("content", text.isEmpty() ? refusal : text + "\n" + refusal);
        }
    }

    private void call(ContentPart.ToolCall call, ObjectNode json) {
        json.put("id", callId(call.id()));
        String name = names.fit(call.name(), ToolWriter.MAX_NAME);
        if (call.custom() && target.has(Quirk.DEVELOPER_ROLE)) {
            json.put("type", "custom");
            json.putObject("custom").put("name", name).put("input", call.arguments());
        } else {
            json.put("type", "function");
            json.putObject("function").put("name", name).put("arguments", arguments(call));
        }
        if (target.has(Quirk.THINKING_LEVEL)) {
            // Gemini 3 behind its OpenAI endpoint refuses calls without the signature it gave them
            call.signature()
                    .ifPresent(signature ->
                            json.putObject("extra_content").putObject("google").put("thought_signature", signature));
        }
    }

    /** The text as it is, as long as it is an object: several vendors parse it, and answer 400 or 500 if they cannot. */
    private static String arguments(ContentPart.ToolCall call) {
        if (call.custom()) {
            return Json.text(Json.object().put("input", call.arguments()));
        }
        try {
            if (!call.arguments().isBlank()
                    && Json.MAPPER.readTree(call.arguments()).isObject()) {
                return call.arguments();
            }
        } catch (JsonProcessingException broken) {
            // written as {"raw": …} below
        }
        return Json.text(Json.arguments(call.arguments()));
    }
}
