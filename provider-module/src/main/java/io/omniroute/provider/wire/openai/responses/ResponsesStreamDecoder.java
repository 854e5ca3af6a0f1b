package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.openai.responses.OutputReader.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A vendor's stream. Unknown events are skipped: OpenAI adds new ones without notice. */
final class ResponsesStreamDecoder implements StreamDecoder {
    private final List<ChatEvent> decoded = new ArrayList<>();
    private final OutputReader output;
    private boolean started;
    private boolean ended;

    ResponsesStreamDecoder(ToolNames names) {
        this.output = new OutputReader(names, decoded::add);
    }

    @Override
    public void accept(SseFrame frame, Consumer<ChatEvent> sink) {
        if (ended || !frame.hasData() || frame.isDone()) {
            return;
        }
        JsonNode event = Json.vendorObject(frame);
        String type = event.path("type").asText(frame.event());
        start(event.path("response"), type);
        dispatch(type, event);
        release(sink);
    }

    @Override
    public void end(Consumer<ChatEvent> sink) {
        if (!ended) {
            ended = true;
            output.close();
            decoded.add(new ChatEvent.Failed(Failure.of(
                    FailureKind.UPSTREAM_GARBLED, "The vendor's stream ended before its response was complete.")));
        }
        release(sink);
    }

    private void start(JsonNode response, String type) {
        // an error may come first of all; it needs no reply to belong to
        if (!started && !type.equals("error") && !type.isEmpty()) {
            started = true;
            decoded.add(ResponseReader.started(response));
        }
    }

    private void dispatch(String type, JsonNode event) {
        int index = event.path("output_index").asInt(0);
        switch (type) {
            case "response.output_item.added" -> output.added(index, event.path("item"));
            case "response.output_item.done" -> output.done(index, event.path("item"));
            case "response.completed",
                    "response.done",
                    "response.incomplete",
                    "response.failed",
                    "response.cancelled" -> terminal(type, event.path("response"));
            case "error" -> fail(event);
            default -> piece(type, event, index);
        }
        if (type.isEmpty() && event.path("error").isObject()) {
            fail(event);
        }
    }

    private void piece(String type, JsonNode event, int index) {
        String delta = event.path("delta").asText("");
        switch (type) {
            case "response.output_text.delta" -> output.text(index, content(event), delta);
            case "response.refusal.delta" -> output.refusal(index, content(event), delta);
            case "response.reasoning_summary_text.delta" -> output.thought(index, summary(event), delta);
            case "response.reasoning_text.delta" -> output.thought(index, content(event), delta);
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                output.arguments(index, delta);
            default -> wholePiece(type, event, index);
        }
    }

    /** Some vendors send no deltas, or none for short texts, only the done event that repeats them. */
    private void wholePiece(String type, JsonNode event, int index) {
        switch (type) {
            case "response.output_text.done" ->
                unlessSaid(index, content(event), piece -> output.text(index, piece, string(event, "text")));
            case "response.refusal.done" ->
                unlessSaid(index, content(event), piece -> output.refusal(index, piece, string(event, "refusal")));
            case "response.reasoning_summary_text.done" ->
                unlessSaid(index, summary(event), piece -> output.thought(index, piece, string(event, "text")));
            case "response.reasoning_text.done" ->
                unlessSaid(index, content(event), piece -> output.thought(index, piece, string(event, "text")));
            case "response.function_call_arguments.done" ->
                unlessSaid(index, Piece.ARGUMENTS, piece -> output.arguments(index, string(event, "arguments")));
            case "response.custom_tool_call_input.done" ->
                unlessSaid(index, Piece.ARGUMENTS, piece -> output.arguments(index, string(event, "input")));
            default -> {}
        }
    }

    private void unlessSaid(int index, Piece piece, Consumer<Piece> say) {
        if (!output.wasSaid(index, piece)) {
            say.accept(piece);
        }
    }

    private void terminal(String type, JsonNode response) {
        ended = true;
        String said = type.equals("response.done") ? "completed" : type.substring("response.".length());
        if (output.isEmpty()) {
            ResponseReader.items(response, output);
        }
        output.close();
        ResponseReader.ending(response, said, output.hasCalls(), decoded::add);
    }

    private void fail(JsonNode event) {
        ended = true;
        output.close();
        decoded.add(new ChatEvent.Failed(ErrorReader.ofStream(event)));
    }

    private void release(Consumer<ChatEvent> sink) {
        decoded.forEach(sink);
        decoded.clear();
    }

    private static Piece content(JsonNode event) {
        return new Piece("content", event.path("content_index").asInt(0));
    }

    private static Piece summary(JsonNode event) {
        return new Piece("summary", event.path("summary_index").asInt(0));
    }

    private static String string(JsonNode event, String field) {
        return event.path(field).asText("");
    }
}
