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
import io.omniroute.it.conversation.Tokens;
import io.omniroute.it.conversation.Trees;
import io.omniroute.testkit.RecordedRequest;
import java.util.List;
import java.util.Optional;

/** OpenAI Responses. */
public final class ResponsesVoice implements Voice {
    @Override
    public String format() {
        return "openai-responses";
    }

    @Override
    public Optional<String> violation(RecordedRequest request) {
        return ResponsesRules.violation(request);
    }

    @Override
    public Seen read(RecordedRequest request) {
        return ResponsesReader.read(Trees.parse(request.body()));
    }

    @Override
    public String whole(Reply reply, Seen request) {
        ArrayNode output = array();
        ResponsesStream.items(reply).forEach(output::add);
        String status = reply.ending() == Ending.LENGTH ? "incomplete" : "completed";
        return response(request, status, output, usage(reply.tokens())).toString();
    }

    @Override
    public List<String> events(Reply reply, Seen request) {
        return new ResponsesStream(reply, request).events();
    }

    @Override
    public String error(int status, String message) {
        return new ChatVoice().error(status, message);
    }

    /** Really seen: an {@code error} event, then {@code response.failed}; some break off after the first. */
    @Override
    public String errorEvent(String message) {
        JsonNode failure = object("code", "server_error", "message", message);
        ObjectNode failed = response(new Seen(), "failed", array(), null);
        failed.set("error", failure);
        return Frames.named(object("type", "response.failed", "sequence_number", 99, "response", failed));
    }

    static ObjectNode response(Seen request, String status, ArrayNode output, JsonNode usage) {
        return object(
                "id",
                "resp_strict1",
                "object",
                "response",
                "created_at",
                1_760_000_000,
                "status",
                status,
                "error",
                null,
                "incomplete_details",
                status.equals("incomplete") ? object("reason", "max_output_tokens") : null,
                "instructions",
                null,
                "max_output_tokens",
                null,
                "model",
                request.model,
                "output",
                output,
                "parallel_tool_calls",
                true,
                "previous_response_id",
                null,
                "reasoning",
                object("effort", null, "summary", null),
                "store",
                false,
                "temperature",
                1.0,
                "text",
                object("format", object("type", "text")),
                "tool_choice",
                "auto",
                "tools",
                array(),
                "top_p",
                1.0,
                "truncation",
                "disabled",
                "usage",
                usage,
                "user",
                null,
                "metadata",
                object());
    }

    static JsonNode usage(Tokens tokens) {
        return object(
                "input_tokens", tokens.input(),
                "input_tokens_details", object("cached_tokens", tokens.cached(), "cache_write_tokens", 0),
                "output_tokens", tokens.output(),
                "output_tokens_details", object("reasoning_tokens", tokens.reasoning()),
                "total_tokens", tokens.input() + tokens.output());
    }

    static ObjectNode callItem(Call call, int number, String status, String arguments) {
        return object(
                "id",
                "fc_strict" + number,
                "type",
                "function_call",
                "status",
                status,
                "arguments",
                arguments,
                "call_id",
                call.id(),
                "name",
                call.name());
    }
}
