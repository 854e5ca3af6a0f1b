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

/** Gemini's generateContent. Calls come without ids, as AI Studio sends them. */
public final class GenerateVoice implements Voice {
    @Override
    public String format() {
        return "gemini";
    }

    @Override
    public Optional<String> violation(RecordedRequest request) {
        return GenerateRules.violation(request);
    }

    @Override
    public Seen read(RecordedRequest request) {
        return GenerateReader.read(request.path(), Trees.parse(request.body()));
    }

    @Override
    public String whole(Reply reply, Seen request) {
        List<JsonNode> parts = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            parts.add(object("text", reply.thinking(), "thought", true));
        }
        if (!reply.text().isEmpty()) {
            parts.add(object("text", reply.text()));
        }
        parts.addAll(callParts(reply));
        return fragment(request, parts, finish(reply), reply.tokens()).toString();
    }

    @Override
    public List<String> events(Reply reply, Seen request) {
        List<JsonNode> parts = new ArrayList<>();
        Reply.pieces(reply.thinking()).forEach(piece -> parts.add(object("text", piece, "thought", true)));
        Reply.pieces(reply.text()).forEach(piece -> parts.add(object("text", piece)));
        parts.addAll(callParts(reply));
        List<String> events = new ArrayList<>();
        for (JsonNode part : parts) {
            events.add(Frames.data(fragment(
                    request, List.of(part), null, new Tokens(reply.tokens().input(), 0, 1, 0))));
        }
        events.add(Frames.data(fragment(request, List.of(), finish(reply), reply.tokens())));
        return events;
    }

    @Override
    public String error(int status, String message) {
        String word =
                switch (status) {
                    case 400 -> "INVALID_ARGUMENT";
                    case 401 -> "UNAUTHENTICATED";
                    case 404 -> "NOT_FOUND";
                    case 429 -> "RESOURCE_EXHAUSTED";
                    case 503 -> "UNAVAILABLE";
                    default -> "INTERNAL";
                };
        return object("error", object("code", status, "message", message, "status", word))
                .toString();
    }

    @Override
    public String errorEvent(String message) {
        return "data: " + error(503, message) + "\n\n";
    }

    private static List<JsonNode> callParts(Reply reply) {
        List<JsonNode> parts = new ArrayList<>();
        for (Call call : reply.calls()) {
            ObjectNode part = object("functionCall", object("name", call.name(), "args", call.arguments()));
            if (parts.isEmpty() && !reply.signature().isEmpty()) {
                part.put("thoughtSignature", reply.signature());
            }
            parts.add(part);
        }
        return parts;
    }

    private static JsonNode fragment(Seen request, List<JsonNode> parts, String finish, Tokens tokens) {
        ArrayNode list = array();
        parts.forEach(list::add);
        ObjectNode candidate = object("content", object("role", "model", "parts", list), "index", 0);
        if (finish != null) {
            candidate.put("finishReason", finish);
        }
        return object(
                "candidates",
                array(candidate),
                "usageMetadata",
                usage(tokens),
                "modelVersion",
                request.model,
                "responseId",
                "strict1");
    }

    private static String finish(Reply reply) {
        return switch (reply.ending()) {
            case STOP, TOOLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case REFUSED -> "SAFETY";
        };
    }

    private static JsonNode usage(Tokens tokens) {
        ObjectNode usage = object(
                "promptTokenCount",
                tokens.input(),
                "candidatesTokenCount",
                tokens.output() - tokens.reasoning(),
                "totalTokenCount",
                tokens.input() + tokens.output());
        if (tokens.cached() > 0) {
            usage.put("cachedContentTokenCount", tokens.cached());
        }
        if (tokens.reasoning() > 0) {
            usage.put("thoughtsTokenCount", tokens.reasoning());
        }
        return usage;
    }
}
