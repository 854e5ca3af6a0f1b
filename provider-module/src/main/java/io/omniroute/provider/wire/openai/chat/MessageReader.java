package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.JsonView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code messages} of a request. One per request: results are matched with the calls that came before them. */
final class MessageReader {
    private static final Set<String> KNOWN = Set.of("role", "content", CacheMarks.FIELD);
    private static final Set<String> RESULT = Set.of("role", "content", "tool_call_id", "name", CacheMarks.FIELD);

    private final FieldAudit audit;
    private final ContentReader content;
    private final AssistantReader assistant;
    private final Set<String> customCalls = new HashSet<>();
    private final Map<String, String> legacyCallByName = new HashMap<>();

    MessageReader(FieldAudit audit) {
        this.audit = audit;
        this.content = new ContentReader(audit);
        this.assistant = new AssistantReader(audit, content);
    }

    List<Message> read(JsonView messages) {
        List<Message> read = new ArrayList<>();
        for (JsonView view : messages.elements()) {
            Message message = message(view.requireObject());
            // LiteLLM's way for content that is a string
            read.add(CacheMarks.read(view).map(message::with).orElse(message));
        }
        if (read.isEmpty()) {
            throw messages.fault("'messages' must hold at least one message.");
        }
        return read;
    }

    private Message message(JsonView view) {
        return switch (view.text("role")) {
            case "system" -> plain(view, Message.Role.SYSTEM);
            case "developer" -> plain(view, Message.Role.DEVELOPER);
            case "user" -> plain(view, Message.Role.USER);
            case "assistant" -> assistant(view);
            case "tool" -> toolResult(view);
            case "function" -> functionResult(view);
            default ->
                throw view.at("role")
                        .fault("'" + view.at("role").path()
                                + "' must be system, developer, user, assistant, tool or function.");
        };
    }

    private Message plain(JsonView view, Message.Role role) {
        audit.check(view, KNOWN);
        return new Message(role, content.read(present(view)));
    }

    private Message assistant(JsonView view) {
        List<ContentPart> parts = assistant.read(view);
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.ToolCall call) {
                if (call.custom()) {
                    customCalls.add(call.id());
                }
                legacyCallByName.put(call.name(), call.id());
            }
        }
        return new Message(Message.Role.ASSISTANT, parts);
    }

    private Message toolResult(JsonView view) {
        audit.check(view, RESULT);
        String id = view.text("tool_call_id");
        return result(id, view.optionalText("name"), view);
    }

    /** The form before tools: a result names its function, and answers the latest call of it. */
    private Message functionResult(JsonView view) {
        audit.check(view, RESULT);
        String name = view.text("name");
        return result(legacyCallByName.getOrDefault(name, AssistantReader.legacyId(view)), Optional.of(name), view);
    }

    private Message result(String id, Optional<String> name, JsonView view) {
        Message read = new Message(Message.Role.USER, content.read(present(view)));
        List<ContentPart> parts = CacheMarks.of(List.of(read)).messages().get(0).content();
        ContentPart result = new ContentPart.ToolResult(id, name, parts, false, customCalls.contains(id));
        Message message = new Message(Message.Role.USER, List.of(result));
        // a mark within the result counts for the whole of it
        return read.content().stream()
                .filter(ContentPart.CacheMark.class::isInstance)
                .findFirst()
                .map(message::with)
                .orElse(message);
    }

    private static JsonView present(JsonView view) {
        JsonView content = view.at("content");
        if (!content.exists()) {
            throw content.wrong("a string or an array of content parts");
        }
        return content;
    }
}
