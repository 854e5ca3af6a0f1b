package io.omniroute.it.vendor;

import static io.omniroute.it.conversation.Trees.array;
import static io.omniroute.it.conversation.Trees.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Tokens;
import io.omniroute.it.conversation.Trees;
import io.omniroute.testkit.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Anthropic Messages. */
public final class MessagesVoice implements Voice {
    @Override
    public String format() {
        return "anthropic-messages";
    }

    @Override
    public Optional<String> violation(RecordedRequest request) {
        return MessagesRules.violation(request);
    }

    @Override
    public Seen read(RecordedRequest request) {
        return MessagesReader.read(Trees.parse(request.body()));
    }

    @Override
    public String whole(Reply reply, Seen request) {
        ArrayNode content = array();
        if (!reply.thinking().isEmpty()) {
            content.add(object("type", "thinking", "thinking", reply.thinking(), "signature", reply.signature()));
        }
        if (!reply.text().isEmpty()) {
            content.add(object("type", "text", "text", reply.text()));
        }
        reply.calls()
                .forEach(call -> content.add(
                        object("type", "tool_use", "id", call.id(), "name", call.name(), "input", call.arguments())));
        ObjectNode usage = inputUsage(reply.tokens());
        usage.put("output_tokens", reply.tokens().output());
        return message(request, content, stopReason(reply), usage).toString();
    }

    @Override
    public List<String> events(Reply reply, Seen request) {
        List<String> events = new ArrayList<>();
        ObjectNode usage = inputUsage(reply.tokens());
        usage.put("output_tokens", 1);
        events.add(Frames.named(object("type", "message_start", "message", message(request, array(), null, usage))));
        events.add(Frames.named(object("type", "ping")));
        List<List<JsonNode>> blocks = blocks(reply);
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode start = blocks.get(i).get(0);
            events.add(Frames.named(object("type", "content_block_start", "index", i, "content_block", start)));
            for (JsonNode delta : blocks.get(i).subList(1, blocks.get(i).size())) {
                events.add(Frames.named(object("type", "content_block_delta", "index", i, "delta", delta)));
            }
            events.add(Frames.named(object("type", "content_block_stop", "index", i)));
        }
        events.add(Frames.named(object(
                "type", "message_delta",
                "delta", object("stop_reason", stopReason(reply), "stop_sequence", null),
                "usage", object("output_tokens", reply.tokens().output()))));
        events.add(Frames.named(object("type", "message_stop")));
        return events;
    }

    @Override
    public String error(int status, String message) {
        String type =
                switch (status) {
                    case 400 -> "invalid_request_error";
                    case 401 -> "authentication_error";
                    case 404 -> "not_found_error";
                    case 429 -> "rate_limit_error";
                    case 529 -> "overloaded_error";
                    default -> "api_error";
                };
        return object("type", "error", "error", object("type", type, "message", message), "request_id", "req_strict1")
                .toString();
    }

    @Override
    public String errorEvent(String message) {
        return "event: error\ndata: " + error(529, message) + "\n\n";
    }

    /** Of each block what it starts with, then its deltas. */
    private static List<List<JsonNode>> blocks(Reply reply) {
        List<List<JsonNode>> blocks = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            List<JsonNode> block = new ArrayList<>();
            block.add(object("type", "thinking", "thinking", "", "signature", ""));
            Reply.pieces(reply.thinking())
                    .forEach(piece -> block.add(object("type", "thinking_delta", "thinking", piece)));
            block.add(object("type", "signature_delta", "signature", reply.signature()));
            blocks.add(block);
        }
        if (!reply.text().isEmpty()) {
            List<JsonNode> block = new ArrayList<>();
            block.add(object("type", "text", "text", ""));
            Reply.pieces(reply.text()).forEach(piece -> block.add(object("type", "text_delta", "text", piece)));
            blocks.add(block);
        }
        for (Call call : reply.calls()) {
            List<JsonNode> block = new ArrayList<>();
            block.add(object("type", "tool_use", "id", call.id(), "name", call.name(), "input", object()));
            block.add(object("type", "input_json_delta", "partial_json", ""));
            Frames.halves(call.arguments())
                    .forEach(half -> block.add(object("type", "input_json_delta", "partial_json", half)));
            blocks.add(block);
        }
        return blocks;
    }

    private static ObjectNode message(Seen request, ArrayNode content, String stopReason, JsonNode usage) {
        return object(
                "id",
                "msg_strict1",
                "type",
                "message",
                "role",
                "assistant",
                "model",
                request.model,
                "content",
                content,
                "stop_reason",
                stopReason,
                "stop_sequence",
                null,
                "usage",
                usage);
    }

    private static String stopReason(Reply reply) {
        return switch (reply.ending()) {
            case STOP -> "end_turn";
            case TOOLS -> "tool_use";
            case LENGTH -> "max_tokens";
            case REFUSED -> "refusal";
        };
    }

    private static ObjectNode inputUsage(Tokens tokens) {
        return object(
                "input_tokens",
                tokens.input() - tokens.cached(),
                "cache_creation_input_tokens",
                0,
                "cache_read_input_tokens",
                tokens.cached(),
                "service_tier",
                "standard");
    }
}
