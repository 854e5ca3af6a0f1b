package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An assistant turn that a client sends back: thoughts first, then text, then tool calls. */
final class AssistantReader {
    private static final Set<String> KNOWN = Set.of(
            "role",
            "content",
            "refusal",
            "tool_calls",
            "function_call",
            "reasoning_content",
            "reasoning",
            "reasoning_text",
            "reasoning_details",
            CacheMarks.FIELD);
    private static final Set<String> CALL = Set.of("id", "type", "index", "function", "custom", "extra_content");

    private final FieldAudit audit;
    private final ContentReader content;

    AssistantReader(FieldAudit audit, ContentReader content) {
        this.audit = audit;
        this.content = content;
    }

    List<ContentPart> read(JsonView view) {
        audit.check(view, KNOWN);
        List<ReasoningDetail> details = details(view);
        List<ContentPart> parts = new ArrayList<>();
        List<JsonView> calls = view.optionalArray("tool_calls");
        Map<String, String> callSignatures = callSignatures(details, calls);
        thoughts(view, details, callSignatures, parts);
        parts.addAll(content.read(view.at("content")));
        view.optionalText("refusal")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> parts.add(new ContentPart.Refusal(text)));
        calls.forEach(call -> parts.add(call(call.requireObject(), callSignatures)));
        view.optionalObject("function_call").ifPresent(call -> parts.add(legacyCall(view, call)));
        return parts;
    }

    /** The id of a call in the form before tools, which has none; stable for its place in the conversation. */
    static String legacyId(JsonView message) {
        return CallIds.make(message.path(), 0, 0);
    }

    private static List<ReasoningDetail> details(JsonView view) {
        JsonView details = view.at("reasoning_details");
        if (!details.exists()) {
            return List.of();
        }
        details.elements();
        return ReasoningDetail.read(details.node());
    }

    private static Map<String, String> callSignatures(List<ReasoningDetail> details, List<JsonView> calls) {
        Map<String, String> signatures = new HashMap<>();
        for (ReasoningDetail detail : details) {
            for (JsonView call : calls) {
                String id = Fields.text(call.node(), "id");
                if (detail.encrypted()
                        && detail.signed()
                        && detail.id().filter(id::equals).isPresent()) {
                    signatures.put(id, detail.proof());
                }
            }
        }
        return signatures;
    }

    /** Details win over plain text, which repeats them; where they hold only proofs, the first one signs the plain text. */
    private static void thoughts(
            JsonView view, List<ReasoningDetail> details, Map<String, String> callSignatures, List<ContentPart> parts) {
        String pending = plainThought(view);
        if (details.stream().anyMatch(detail -> !detail.text().isEmpty())) {
            pending = "";
        }
        for (ReasoningDetail detail : details) {
            boolean ofCall = detail.encrypted()
                    && detail.id().filter(callSignatures::containsKey).isPresent();
            if (ofCall) {
                continue;
            }
            pending += detail.text();
            if (!detail.signed()) {
                continue;
            }
            if (detail.redacted() && !pending.isEmpty()) {
                parts.add(ContentPart.Thinking.unsigned(pending));
                pending = "";
            }
            parts.add(signed(detail, pending));
            pending = "";
        }
        if (!pending.isEmpty()) {
            parts.add(ContentPart.Thinking.unsigned(pending));
        }
    }

    private static ContentPart signed(ReasoningDetail detail, String text) {
        return new ContentPart.Thinking(
                text,
                detail.family(),
                Optional.of(detail.proof()),
                detail.redacted(),
                detail.family() == ModelFamily.GEMINI ? Optional.empty() : detail.id());
    }

    private static String plainThought(JsonView view) {
        return view.optionalText("reasoning_content")
                .filter(text -> !text.isEmpty())
                .or(() -> reasoningText(view))
                .or(() -> view.optionalText("reasoning_text"))
                .orElse("");
    }

    private static Optional<String> reasoningText(JsonView view) {
        return view.optionalText("reasoning").filter(text -> !text.isEmpty());
    }

    private ContentPart call(JsonView call, Map<String, String> signatures) {
        audit.check(call, CALL);
        String id = call.text("id");
        String extra = Fields.text(call.node().path("extra_content").path("google"), "thought_signature");
        Optional<String> signature =
                Optional.of(extra).filter(text -> !text.isEmpty()).or(() -> Optional.ofNullable(signatures.get(id)));
        String type = call.optionalText("type").orElse("function");
        return switch (type) {
            case "function" -> {
                JsonView function = call.at("function").requireObject();
                yield new ContentPart.ToolCall(id, function.text("name"), arguments(function), false, signature);
            }
            case "custom" -> {
                JsonView custom = call.at("custom").requireObject();
                yield new ContentPart.ToolCall(id, custom.text("name"), custom.text("input"), true, signature);
            }
            default -> throw call.at("type").fault("'" + call.at("type").path() + "' must be function or custom.");
        };
    }

    private static ContentPart legacyCall(JsonView message, JsonView call) {
        return new ContentPart.ToolCall(legacyId(message), call.text("name"), arguments(call));
    }

    /** A string by the book; some clients send the object itself. */
    private static String arguments(JsonView function) {
        JsonNode arguments = function.node().path("arguments");
        if (arguments.isObject()) {
            return Json.text(arguments);
        }
        return function.optionalText("arguments").orElse("");
    }
}
