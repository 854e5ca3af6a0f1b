package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code contents}. Gemini wants roles that alternate and begin with user, and behind a turn with function calls
 * exactly one response per call, in the order of the calls, all in the next content. One per request.
 */
final class ContentsWriter {
    private final PartWriter parts;
    private final ThoughtSignatures signatures;
    private final boolean signaturesDemanded;
    private final ArrayNode contents = Json.MAPPER.createArrayNode();
    private List<ContentPart.ToolCall> unanswered = List.of();

    ContentsWriter(PartWriter parts, ThoughtSignatures signatures, WireTarget target) {
        this.parts = parts;
        this.signatures = signatures;
        this.signaturesDemanded = target.has(Quirk.THINKING_LEVEL);
    }

    /** @param turns users and assistants, neighbours merged; @return empty when nothing in them can be said */
    ArrayNode write(List<Message> turns) {
        for (Message turn : turns) {
            if (turn.role() == Role.ASSISTANT) {
                model(turn);
            } else {
                user(turn);
            }
        }
        append("user", answer(new ArrayList<>()));
        if (!contents.isEmpty() && contents.get(0).path("role").asText().equals("model")) {
            contents.insert(0, content("user", Json.MAPPER.createArrayNode().add(ReplyParts.text("Continue."))));
        }
        if (signaturesDemanded) {
            signCurrentTurn();
        }
        return contents;
    }

    /** Puts texts in front of what the user says first; with nothing at all to say, the user says "Continue.". */
    static void prependToUser(ArrayNode contents, List<String> texts) {
        ArrayNode first = Json.MAPPER.createArrayNode();
        texts.forEach(text -> first.add(ReplyParts.text(text)));
        if (contents.isEmpty()) {
            if (first.isEmpty()) {
                first.add(ReplyParts.text("Continue."));
            }
            contents.add(content("user", first));
        } else {
            ObjectNode user = (ObjectNode) contents.get(0);
            user.path("parts").forEach(first::add);
            user.set("parts", first);
        }
    }

    private void model(Message turn) {
        append("user", answer(new ArrayList<>()));
        ArrayNode written = Json.MAPPER.createArrayNode();
        List<ContentPart.ToolCall> calls = new ArrayList<>();
        for (ContentPart part : turn.content()) {
            if (part instanceof ContentPart.ToolCall call) {
                calls.add(call);
                written.add(parts.call(call, call.signature().or(() -> signatures.find(call.id()))));
            } else {
                parts.add(part, written);
            }
        }
        append("model", written);
        unanswered = calls;
    }

    private void user(Message turn) {
        List<ContentPart.ToolResult> results = new ArrayList<>();
        turn.content().forEach(part -> {
            if (part instanceof ContentPart.ToolResult result) {
                results.add(result);
            }
        });
        ArrayNode written = answer(results);
        for (ContentPart.ToolResult orphan : results) { // it answers no call of the turn before
            parts.add(orphan, written);
            parts.addMedia(orphan, written);
        }
        turn.content().stream()
                .filter(part -> !(part instanceof ContentPart.ToolResult))
                .forEach(part -> parts.add(part, written));
        append("user", written);
    }

    /**
     * One response per open call, then the media of all of them. A call nobody answered gets an empty response.
     *
     * @param results those that were used are removed
     */
    private ArrayNode answer(List<ContentPart.ToolResult> results) {
        ArrayNode written = Json.MAPPER.createArrayNode();
        ArrayNode media = Json.MAPPER.createArrayNode();
        for (ContentPart.ToolCall call : unanswered) {
            Optional<ContentPart.ToolResult> result = results.stream()
                    .filter(candidate -> candidate.callId().equals(call.id()))
                    .findFirst();
            result.ifPresent(used -> {
                results.remove(used);
                parts.addMedia(used, media);
            });
            written.add(parts.response(call, result));
        }
        unanswered = List.of();
        return written.addAll(media);
    }

    private void append(String role, ArrayNode written) {
        if (written.isEmpty()) {
            return;
        }
        JsonNode last = contents.path(contents.size() - 1);
        if (last.path("role").asText().equals(role)) {
            ((ArrayNode) last.get("parts")).addAll(written);
        } else {
            contents.add(content(role, written));
        }
    }

    /**
     * Gemini API, thought signatures: the first call of each step of the current turn must be signed; the turn began with
     * the last thing a user said that is no function response. Calls of other models get the documented bypass.
     */
    private void signCurrentTurn() {
        for (int i = contents.size() - 1; i >= 0; i--) {
            JsonNode content = contents.get(i);
            if (content.path("role").asText().equals("user")) {
                if (!content.path("parts").path(0).has("functionResponse")) {
                    return;
                }
            } else {
                signFirstCall(content.path("parts"));
            }
        }
    }

    private static void signFirstCall(JsonNode parts) {
        for (JsonNode part : parts) {
            if (part.has("functionCall")) {
                if (!part.has("thoughtSignature")) {
                    ((ObjectNode) part).put("thoughtSignature", CarriedSignature.SENTINEL);
                }
                return;
            }
        }
    }

    private static ObjectNode content(String role, ArrayNode parts) {
        ObjectNode content = Json.object().put("role", role);
        content.set("parts", parts);
        return content;
    }
}
