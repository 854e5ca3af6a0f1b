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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** OpenAI Chat Completions. Thoughts are told in {@code reasoning_content}, as DeepSeek does. */
public final class ChatVoice implements Voice {
    @Override
    public String format() {
        return "openai-chat";
    }

    @Override
    public Optional<String> violation(RecordedRequest request) {
        return ChatRules.violation(request);
    }

    @Override
    public Seen read(RecordedRequest request) {
        return ChatReader.read(Trees.parse(request.body()));
    }

    @Override
    public String whole(Reply reply, Seen request) {
        ObjectNode message =
                object("role", "assistant", "content", reply.text().isEmpty() ? null : reply.text(), "refusal", null);
        if (reply.ending() == Ending.REFUSED) {
            message.putNull("content").put("refusal", reply.text());
        }
        if (!reply.thinking().isEmpty()) {
            message.put("reasoning_content", reply.thinking());
        }
        if (!reply.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            reply.calls()
                    .forEach(call -> calls.add(object(
                            "id", call.id(),
                            "type", "function",
                            "function",
                                    object(
                                            "name",
                                            call.name(),
                                            "arguments",
                                            call.arguments().toString()))));
        }
        return object(
                        "id",
                        "chatcmpl-strict1",
                        "object",
                        "chat.completion",
                        "created",
                        1_760_000_000,
                        "model",
                        request.model,
                        "choices",
                        array(object("index", 0, "message", message, "logprobs", null, "finish_reason", finish(reply))),
                        "usage",
                        usage(reply.tokens()),
                        "system_fingerprint",
                        "fp_1")
                .toString();
    }

    @Override
    public List<String> events(Reply reply, Seen request) {
        List<JsonNode> deltas = new ArrayList<>();
        deltas.add(object("role", "assistant", "content", reply.calls().isEmpty() ? "" : null, "refusal", null));
        Reply.pieces(reply.thinking()).forEach(piece -> deltas.add(object("reasoning_content", piece)));
        String member = reply.ending() == Ending.REFUSED ? "refusal" : "content";
        Reply.pieces(reply.text()).forEach(piece -> deltas.add(object(member, piece)));
        callDeltas(reply.calls(), deltas);
        List<String> events = new ArrayList<>();
        deltas.forEach(delta -> events.add(chunk(request, choice(delta, null), null)));
        events.add(chunk(request, choice(object(), finish(reply)), null));
        events.add(chunk(request, array(), usage(reply.tokens())));
        events.add("data: [DONE]\n\n");
        return events;
    }

    @Override
    public String error(int status, String message) {
        String type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 429 -> "rate_limit_error";
                    case 400, 404 -> "invalid_request_error";
                    default -> "server_error";
                };
        return object("error", object("message", message, "type", type, "param", null, "code", null))
                .toString();
    }

    @Override
    public String errorEvent(String message) {
        return "data: " + error(500, message) + "\n\n";
    }

    /** The heads in order, then the halves of all arguments in turn: parallel calls are interleaved. */
    private static void callDeltas(List<Call> calls, List<JsonNode> deltas) {
        for (int i = 0; i < calls.size(); i++) {
            JsonNode function = object("name", calls.get(i).name(), "arguments", "");
            deltas.add(delta(object("index", i, "id", calls.get(i).id(), "type", "function", "function", function)));
        }
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < calls.size(); i++) {
                String part = Frames.halves(calls.get(i).arguments()).get(half);
                deltas.add(delta(object("index", i, "function", object("arguments", part))));
            }
        }
    }

    private static JsonNode delta(JsonNode call) {
        return object("tool_calls", array(call));
    }

    private static ArrayNode choice(JsonNode delta, String finish) {
        return array(object("index", 0, "delta", delta, "logprobs", null, "finish_reason", finish));
    }

    private static String chunk(Seen request, ArrayNode choices, JsonNode usage) {
        return Frames.data(object(
                "id",
                "chatcmpl-strict1",
                "object",
                "chat.completion.chunk",
                "created",
                1_760_000_000,
                "model",
                request.model,
                "system_fingerprint",
                "fp_1",
                "choices",
                choices,
                "usage",
                usage));
    }

    private static String finish(Reply reply) {
        return switch (reply.ending()) {
            case STOP, REFUSED -> "stop";
            case TOOLS -> "tool_calls";
            case LENGTH -> "length";
        };
    }

    private static JsonNode usage(Tokens tokens) {
        return object(
                "prompt_tokens", tokens.input(),
                "completion_tokens", tokens.output(),
                "total_tokens", tokens.input() + tokens.output(),
                "prompt_tokens_details", object("cached_tokens", tokens.cached(), "audio_tokens", 0),
                "completion_tokens_details", object("reasoning_tokens", tokens.reasoning(), "audio_tokens", 0));
    }
}
