package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A finished response in its other shape: a stream ends with the whole response, and a whole response says what its stream
 * would have told. Ids, settings and items of any kind stay. One per stream.
 */
final class ResponseReplay {
    private static final Set<String> ENDS = Set.of("response.completed", "response.incomplete", "response.done");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long sequence;

    private ResponseReplay() {}

    /** Empty for a stream that does not end with its response. */
    static Optional<byte[]> whole(List<JsonNode> events) {
        return events.stream()
                .filter(event -> ENDS.contains(event.path("type").asText()))
                .map(event -> event.path("response"))
                .filter(ResponseReplay::isFinished)
                .reduce((earlier, later) -> later)
                .map(Json::bytes);
    }

    /** Empty for what is no finished response. */
    static Optional<byte[]> stream(List<JsonNode> answer) {
        if (answer.size() != 1 || !isFinished(answer.get(0))) {
            return Optional.empty();
        }
        ResponseReplay replay = new ResponseReplay();
        replay.tell((ObjectNode) answer.get(0));
        return Optional.of(replay.out.toByteArray());
    }

    private static boolean isFinished(JsonNode response) {
        String status = response.path("status").asText();
        boolean finished = status.equals("completed") || status.equals("incomplete");
        return finished
                && response.path("output").isArray()
                && !response.path("output").isEmpty();
    }

    private void tell(ObjectNode response) {
        ObjectNode begun = response.deepCopy().put("status", "in_progress");
        begun.putArray("output");
        for (String later : List.of("usage", "incomplete_details", "completed_at")) {
            if (begun.has(later)) {
                begun.putNull(later);
            }
        }
        tell("response.created", Json.object().set("response", begun));
        tell("response.in_progress", Json.object().set("response", begun));
        int index = 0;
        for (JsonNode item : response.path("output")) {
            tellItem(index++, item);
        }
        tell("response." + response.path("status").asText(), Json.object().set("response", response));
    }

    private void tellItem(int index, JsonNode item) {
        if (!(item instanceof ObjectNode whole)) {
            return;
        }
        ObjectNode place =
                Json.object().put("item_id", item.path("id").asText("")).put("output_index", index);
        tell("response.output_item.added", atIndex(index, begun(whole)));
        switch (item.path("type").asText()) {
            case "message" -> tellParts(place, item.path("content"));
            case "reasoning" -> tellThoughts(place, item);
            case "function_call" -> tellInput("response.function_call_arguments", "arguments", place, item);
            case "custom_tool_call" -> tellInput("response.custom_tool_call_input", "input", place, item);
            default -> {
                // what a vendor's own tool did stands in the item
            }
        }
        tell("response.output_item.done", atIndex(index, whole));
    }

    private static ObjectNode atIndex(int index, ObjectNode item) {
        return Json.object().put("output_index", index).set("item", item);
    }

    private static ObjectNode begun(ObjectNode item) {
        ObjectNode begun = item.deepCopy();
        if (begun.has("status")) {
            begun.put("status", "in_progress");
        }
        switch (item.path("type").asText()) {
            case "message" -> begun.putArray("content");
            case "reasoning" -> {
                begun.putArray("summary");
                begun.remove(List.of("content", "encrypted_content"));
            }
            case "function_call" -> begun.put("arguments", "");
            case "custom_tool_call" -> begun.put("input", "");
            default -> {
                // comes as it is
            }
        }
        return begun;
    }

    private void tellParts(ObjectNode place, JsonNode parts) {
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.get(i);
            ObjectNode at = place.deepCopy().put("content_index", i);
            boolean refusal = part.path("type").asText().equals("refusal");
            String field = refusal ? "refusal" : "text";
            String type = refusal ? "response.refusal" : "response.output_text";
            tell("response.content_part.added", with(at, "part", emptied(part, field)));
            if (part.path(field).isTextual()) {
                tell(type + ".delta", withLogprobs(at, part).set("delta", part.get(field)));
                tellAnnotations(at, part.path("annotations"));
                tell(type + ".done", withLogprobs(at, part).set(field, part.get(field)));
            }
            tell("response.content_part.done", with(at, "part", part));
        }
    }

    private void tellAnnotations(ObjectNode at, JsonNode annotations) {
        for (int i = 0; i < annotations.size(); i++) {
            ObjectNode event = with(at, "annotation", annotations.get(i));
            tell("response.output_text.annotation.added", event.put("annotation_index", i));
        }
    }

    private void tellThoughts(ObjectNode place, JsonNode item) {
        for (int i = 0; i < item.path("summary").size(); i++) {
            JsonNode part = item.path("summary").get(i);
            ObjectNode at = place.deepCopy().put("summary_index", i);
            tell("response.reasoning_summary_part.added", with(at, "part", emptied(part, "text")));
            tell("response.reasoning_summary_text.delta", with(at, "delta", part.path("text")));
            tell("response.reasoning_summary_text.done", with(at, "text", part.path("text")));
            tell("response.reasoning_summary_part.done", with(at, "part", part));
        }
        for (int i = 0; i < item.path("content").size(); i++) {
            JsonNode part = item.path("content").get(i);
            ObjectNode at = place.deepCopy().put("content_index", i);
            tell("response.content_part.added", with(at, "part", emptied(part, "text")));
            tell("response.reasoning_text.delta", with(at, "delta", part.path("text")));
            tell("response.reasoning_text.done", with(at, "text", part.path("text")));
            tell("response.content_part.done", with(at, "part", part));
        }
    }

    private void tellInput(String type, String field, ObjectNode place, JsonNode item) {
        tell(type + ".delta", with(place, "delta", item.path(field)));
        tell(type + ".done", with(place, field, item.path(field)));
    }

    /** Responses, output_text events: {@code logprobs} is required, though empty unless asked for. */
    private static ObjectNode withLogprobs(ObjectNode at, JsonNode part) {
        ObjectNode event = at.deepCopy();
        if (part.path("logprobs").isArray()) {
            return event.set("logprobs", part.get("logprobs"));
        }
        if (part.path("type").asText().equals("output_text")) {
            event.putArray("logprobs");
        }
        return event;
    }

    private static JsonNode emptied(JsonNode part, String field) {
        if (!(part instanceof ObjectNode whole) || !part.has(field)) {
            return part;
        }
        ObjectNode emptied = whole.deepCopy().put(field, "");
        for (String later : List.of("annotations", "logprobs")) {
            if (emptied.has(later)) {
                emptied.putArray(later);
            }
        }
        return emptied;
    }

    private static ObjectNode with(ObjectNode at, String name, JsonNode value) {
        return at.deepCopy()
                .set(name, value.isMissingNode() ? Json.MAPPER.getNodeFactory().textNode("") : value);
    }

    private void tell(String type, ObjectNode data) {
        ObjectNode event = Json.object().put("type", type).setAll(data);
        event.put("sequence_number", sequence++);
        out.writeBytes(("event: " + type + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(Json.bytes(event));
        out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
