package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ToolNames;
import java.util.Optional;

/** Writes single parts of a request as Gemini takes them; what it refuses (empty text, foreign thoughts) vanishes. */
final class PartWriter {
    private final ToolNames names;
    private final boolean withIds;
    private final Losses losses;

    /**
     * @param withIds whether calls and responses carry their ids: Gemini 3 gives and wants them, older models match by order
     */
    PartWriter(ToolNames names, boolean withIds, Losses losses) {
        this.names = names;
        this.withIds = withIds;
        this.losses = losses;
    }

    /** Adds any part but tool results and calls, which stand in an order of their own. */
    void add(ContentPart part, ArrayNode into) {
        switch (part) {
            case ContentPart.Text text -> text(text.text(), into);
            case ContentPart.Refusal refusal -> text(refusal.text(), into);
            case ContentPart.Thinking thinking -> thinking(thinking, into);
            case ContentPart.Image image -> {
                image.detail().filter(detail -> !detail.equals("auto")).ifPresent(ignored -> losses.add("detail"));
                media(image, "image", into);
            }
            case ContentPart.Audio audio -> media(audio, "audio", into);
            case ContentPart.Document document -> media(document, "file", into);
            case ContentPart.CacheMark ignored -> {}
            case ContentPart.ToolCall call -> into.add(call(call, Optional.empty()));
            case ContentPart.ToolResult result -> text(orphan(result), into);
        }
    }

    ObjectNode call(ContentPart.ToolCall call, Optional<String> signature) {
        ObjectNode function = Json.object().put("name", SentToolName.of(call.name(), names));
        function.set(
                "args",
                call.custom() ? Json.object().put("input", call.arguments()) : Json.arguments(call.arguments()));
        ObjectNode part = Json.object();
        part.set("functionCall", identified(function, call.id()));
        signature.ifPresent(value -> part.put("thoughtSignature", value));
        return part;
    }

    /** The answer to a call; its pictures and documents follow as parts of their own, see {@link #addMedia}. */
    ObjectNode response(ContentPart.ToolCall call, Optional<ContentPart.ToolResult> result) {
        ObjectNode function = Json.object().put("name", SentToolName.of(call.name(), names));
        function.set("response", result.map(PartWriter::responseObject).orElseGet(() -> Json.object()
                .put("result", "")));
        ObjectNode part = Json.object();
        part.set("functionResponse", identified(function, call.id()));
        return part;
    }

    void addMedia(ContentPart.ToolResult result, ArrayNode into) {
        for (ContentPart part : result.content()) {
            if (!(part instanceof ContentPart.Text)) {
                add(part, into);
            }
        }
    }

    /** A response must be an object: JSON objects as they are, everything else wrapped once. */
    private static ObjectNode responseObject(ContentPart.ToolResult result) {
        String text = result.text();
        if (result.error()) {
            return Json.object().put("error", text.isEmpty() ? "The tool failed." : text);
        }
        char first = text.isBlank() ? ' ' : text.strip().charAt(0);
        if (first == '{' || first == '[') {
            Optional<JsonNode> parsed = parse(text);
            if (parsed.isPresent() && parsed.get() instanceof ObjectNode object) {
                return object;
            }
            if (parsed.isPresent()) {
                ObjectNode wrapped = Json.object();
                wrapped.set("result", parsed.get());
                return wrapped;
            }
        }
        boolean onlyMedia = text.isEmpty() && !result.content().isEmpty();
        return Json.object().put("result", onlyMedia ? "The result is attached." : text);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(Json.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // looks like JSON and is prose
        }
    }

    /** A result whose call is not in the turn before it: Gemini would refuse it, so it is told in words. */
    private static String orphan(ContentPart.ToolResult result) {
        return "Result of the tool call " + result.name().orElse(result.callId()) + ":\n" + result.text();
    }

    private static void text(String text, ArrayNode into) {
        if (!text.isEmpty()) {
            into.add(ReplyParts.text(text));
        }
    }

    /** Only Gemini's own proofs go back to Gemini; thoughts without them are of no use to it. */
    private void thinking(ContentPart.Thinking thinking, ArrayNode into) {
        if (thinking.family() != ModelFamily.GEMINI || thinking.signature().isEmpty()) {
            return;
        }
        String signature = thinking.signature().get();
        boolean closesText = thinking.text().isEmpty() && !into.isEmpty() && isUnsignedText(into.get(into.size() - 1));
        if (closesText) {
            ((ObjectNode) into.get(into.size() - 1)).put("thoughtSignature", signature);
        } else {
            into.add(ReplyParts.thought(thinking));
        }
    }

    private static boolean isUnsignedText(JsonNode part) {
        return part.has("text") && !part.has("thought") && !part.has("thoughtSignature");
    }

    private void media(ContentPart part, String field, ArrayNode into) {
        ReplyParts.media(part).ifPresentOrElse(into::add, () -> losses.add(field));
    }

    private ObjectNode identified(ObjectNode function, String id) {
        return withIds ? function.put("id", id) : function;
    }
}
