package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ToolNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Turns the deltas of one choice into events. A whole message is one delta, so both forms of a reply agree. */
final class ChoiceReader {
    private final int choice;
    private final Consumer<ChatEvent> sink;
    private final ToolCallTracker tools;
    private final ThinkTagFilter content;
    private boolean plainThoughtOpen;
    private boolean finished;

    ChoiceReader(int choice, ToolNames names, Consumer<ChatEvent> sink) {
        this.choice = choice;
        this.sink = sink;
        this.tools = new ToolCallTracker(choice, names);
        this.content = new ThinkTagFilter(
                text -> sink.accept(new ChatEvent.TextDelta(choice, text)),
                thought -> sink.accept(new ChatEvent.ThinkingDelta(choice, thought)));
    }

    boolean finished() {
        return finished;
    }

    /** @param delta a {@code delta} or a {@code message}; ignored once the choice has finished */
    void accept(JsonNode delta, String replyId) {
        if (finished) {
            return;
        }
        Map<String, String> callSignatures = reasoning(delta);
        content(delta.path("content"));
        String refusal = Fields.text(delta, "refusal");
        if (!refusal.isEmpty()) {
            content.flush();
            sink.accept(new ChatEvent.RefusalDelta(choice, refusal));
        }
        for (JsonNode image : delta.path("images")) {
            image(image);
        }
        JsonNode calls = delta.path("tool_calls");
        if (calls.isArray() && !calls.isEmpty()) {
            content.flush();
            tools.accept(calls, callSignatures, replyId, sink);
        } else if (delta.path("function_call").isObject()) {
            content.flush();
            // the form before tools: one call, without an id
            JsonNode wrapped = Json.object().put("index", 0).set("function", delta.get("function_call"));
            tools.accept(List.of(wrapped), Map.of(), replyId, sink);
        }
    }

    void finish(String word) {
        if (finished) {
            return;
        }
        finished = true;
        content.flush();
        tools.end(sink);
        sink.accept(new ChatEvent.Finished(choice, FinishWords.read(word, tools.any()), Optional.empty()));
    }

    /**
     * Thoughts come as plain text, as details, or as both at once (OpenRouter); a proof closes what came before it.
     *
     * @return the proofs that belong to tool calls of this delta, by call id
     */
    private Map<String, String> reasoning(JsonNode delta) {
        String plain = Fields.firstText(delta, "reasoning_content", "reasoning", "reasoning_text");
        List<ReasoningDetail> details = ReasoningDetail.read(delta.path("reasoning_details"));
        boolean detailsSpeak =
                !plainThoughtOpen && details.stream().anyMatch(d -> !d.text().isEmpty());
        if (!plain.isEmpty() && !detailsSpeak) {
            thought(plain);
            plainThoughtOpen = true;
        }
        Set<String> callIds = new HashSet<>();
        delta.path("tool_calls").forEach(call -> callIds.add(Fields.text(call, "id")));
        Map<String, String> callSignatures = new HashMap<>();
        for (ReasoningDetail detail : details) {
            if (detail.encrypted() && detail.id().filter(callIds::contains).isPresent()) {
                callSignatures.put(detail.id().get(), detail.proof());
            } else {
                detail(detail, detailsSpeak);
            }
        }
        return callSignatures;
    }

    private void detail(ReasoningDetail detail, boolean speaks) {
        if (speaks && !detail.text().isEmpty()) {
            thought(detail.text());
        }
        if (detail.signed()) {
            content.disable();
            plainThoughtOpen = false;
            sink.accept(new ChatEvent.ThinkingSigned(
                    choice, detail.family(), detail.proof(), detail.redacted(), detail.id()));
        }
    }

    private void thought(String text) {
        content.disable();
        sink.accept(new ChatEvent.ThinkingDelta(choice, text));
    }

    private void content(JsonNode node) {
        if (node.isTextual()) {
            text(node.textValue());
        }
        if (node.isArray()) {
            node.forEach(this::part);
        }
    }

    private void part(JsonNode part) {
        switch (Fields.text(part, "type")) {
            case "text", "output_text" -> text(Fields.text(part, "text"));
            // Mistral Magistral: {type:"thinking",thinking:[{type:"text",text}]}
            case "thinking" -> part.path("thinking").forEach(piece -> mistralThought(Fields.text(piece, "text")));
            case "image_url" -> image(part);
            default -> {}
        }
    }

    private void mistralThought(String text) {
        if (!text.isEmpty()) {
            thought(text);
        }
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            content.accept(text);
        }
    }

    private void image(JsonNode image) {
        String url = Fields.text(image.path("image_url"), "url");
        if (url.isEmpty()) {
            return;
        }
        content.flush();
        try {
            sink.accept(new ChatEvent.MediaProduced(choice, new ContentPart.Image(MediaSource.ofUrl(url))));
        } catch (IllegalArgumentException notAnUrl) {
            throw Json.garbled("The vendor sent an image that is not a URL.");
        }
    }
}
