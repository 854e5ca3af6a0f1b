package io.omniroute.it.vendor;

import static io.omniroute.it.conversation.Trees.array;
import static io.omniroute.it.conversation.Trees.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Ending;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import java.util.ArrayList;
import java.util.List;

/** The events of one streamed reply. */
final class ResponsesStream {
    private final Reply reply;
    private final Seen request;
    private final List<String> events = new ArrayList<>();
    private int index;

    ResponsesStream(Reply reply, Seen request) {
        this.reply = reply;
        this.request = request;
    }

    static List<ObjectNode> items(Reply reply) {
        List<ObjectNode> items = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            ArrayNode summary = array(object("type", "summary_text", "text", reply.thinking()));
            items.add(reasoning(summary, reply.signature()));
        }
        if (!reply.text().isEmpty()) {
            items.add(message("completed", array(part(reply, reply.text()))));
        }
        for (Call call : reply.calls()) {
            items.add(ResponsesVoice.callItem(
                    call, items.size(), "completed", call.arguments().toString()));
        }
        return items;
    }

    List<String> events() {
        emit(object(
                "type",
                "response.created",
                "response",
                ResponsesVoice.response(request, "in_progress", array(), null)));
        emit(object(
                "type",
                "response.in_progress",
                "response",
                ResponsesVoice.response(request, "in_progress", array(), null)));
        if (!reply.thinking().isEmpty()) {
            thinking();
        }
        if (!reply.text().isEmpty()) {
            text();
        }
        calls();
        ArrayNode output = array();
        items(reply).forEach(output::add);
        String status = reply.ending() == Ending.LENGTH ? "incomplete" : "completed";
        JsonNode response = ResponsesVoice.response(request, status, output, ResponsesVoice.usage(reply.tokens()));
        emit(object("type", "response." + status, "response", response));
        return events;
    }

    private void thinking() {
        String id = "rs_strict0";
        ObjectNode begun = reasoning(array(), "");
        begun.remove("encrypted_content");
        emit(object("type", "response.output_item.added", "output_index", index, "item", begun));
        ObjectNode place = object("item_id", id, "output_index", index, "summary_index", 0);
        emit(of("response.reasoning_summary_part.added", place, "part", object("type", "summary_text", "text", "")));
        Reply.pieces(reply.thinking())
                .forEach(piece -> emit(of("response.reasoning_summary_text.delta", place, "delta", piece)));
        emit(of("response.reasoning_summary_text.done", place, "text", reply.thinking()));
        JsonNode part = object("type", "summary_text", "text", reply.thinking());
        emit(of("response.reasoning_summary_part.done", place, "part", part));
        emit(object(
                "type",
                "response.output_item.done",
                "output_index",
                index++,
                "item",
                reasoning(array(part), reply.signature())));
    }

    private void text() {
        boolean refused = reply.ending() == Ending.REFUSED;
        String kind = refused ? "refusal" : "output_text";
        emit(object(
                "type", "response.output_item.added", "output_index", index, "item", message("in_progress", array())));
        ObjectNode place = object("item_id", "msg_strict1", "output_index", index, "content_index", 0);
        emit(of("response.content_part.added", place, "part", part(reply, "")));
        for (String piece : Reply.pieces(reply.text())) {
            ObjectNode delta = of("response." + kind + ".delta", place, "delta", piece);
            emit(refused ? delta : delta.set("logprobs", array()));
        }
        ObjectNode done = of("response." + kind + ".done", place, refused ? "refusal" : "text", reply.text());
        emit(refused ? done : done.set("logprobs", array()));
        emit(of("response.content_part.done", place, "part", part(reply, reply.text())));
        JsonNode item = message("completed", array(part(reply, reply.text())));
        emit(object("type", "response.output_item.done", "output_index", index++, "item", item));
    }

    private void calls() {
        for (Call call : reply.calls()) {
            JsonNode begun = ResponsesVoice.callItem(call, index, "in_progress", "");
            emit(object("type", "response.output_item.added", "output_index", index, "item", begun));
            ObjectNode place = object("item_id", "fc_strict" + index, "output_index", index);
            for (String half : Frames.halves(call.arguments())) {
                emit(of("response.function_call_arguments.delta", place, "delta", half));
            }
            ObjectNode done = of(
                    "response.function_call_arguments.done",
                    place,
                    "arguments",
                    call.arguments().toString());
            emit(done.put("name", call.name()));
            JsonNode item = ResponsesVoice.callItem(
                    call, index, "completed", call.arguments().toString());
            emit(object("type", "response.output_item.done", "output_index", index++, "item", item));
        }
    }

    private void emit(ObjectNode event) {
        event.put("sequence_number", events.size());
        events.add(Frames.named(event));
    }

    private static ObjectNode of(String type, ObjectNode place, String member, Object value) {
        ObjectNode event = object("type", type, member, value);
        event.setAll(place);
        return event;
    }

    private static ObjectNode reasoning(ArrayNode summary, String encrypted) {
        return object("id", "rs_strict0", "type", "reasoning", "summary", summary, "encrypted_content", encrypted);
    }

    private static ObjectNode message(String status, ArrayNode content) {
        return object(
                "id", "msg_strict1", "type", "message", "status", status, "role", "assistant", "content", content);
    }

    private static ObjectNode part(Reply reply, String text) {
        return reply.ending() == Ending.REFUSED
                ? object("type", "refusal", "refusal", text)
                : object("type", "output_text", "text", text, "annotations", array(), "logprobs", array());
    }
}
