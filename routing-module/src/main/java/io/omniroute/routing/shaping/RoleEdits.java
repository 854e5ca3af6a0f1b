package io.omniroute.routing.shaping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Gives messages of an OpenAI chat body the roles that the target knows. What is translated gets them from the format's
 * writer; this does the same to a body that passes through. Pure.
 */
final class RoleEdits {
    private static final byte[] DEVELOPER = "developer".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SYSTEM = "\"system\"".getBytes(StandardCharsets.UTF_8);

    private RoleEdits() {}

    static byte[] normalise(byte[] body, WireTarget target) {
        if (target.has(Quirk.SYSTEM_IN_USER) && (contains(body, SYSTEM) || contains(body, DEVELOPER))) {
            return intoFirstUser(body);
        }
        if (target.has(Quirk.DEVELOPER_ROLE) || !contains(body, DEVELOPER)) {
            return body;
        }
        List<Splice> splices = ChatMessages.of(body).map(ChatMessages::messages).orElse(List.of()).stream()
                .filter(message -> message.role().equals("developer"))
                .flatMap(message -> message.roleAt().stream())
                .map(role -> new Splice(role.from(), role.to(), SYSTEM))
                .toList();
        return Splice.apply(body, splices);
    }

    /** Instructions leave their place and open the first user message, labelled as the format's writer labels them. */
    private static byte[] intoFirstUser(byte[] body) {
        Members members = Members.of(body);
        Optional<JsonNode> messages = members.value("messages").filter(JsonNode::isArray);
        if (messages.isEmpty()) {
            return body;
        }
        ArrayNode kept = Json.MAPPER.createArrayNode();
        StringBuilder instructions = new StringBuilder();
        for (JsonNode message : messages.get()) {
            String role = message.path("role").asText();
            if (role.equals("system") || role.equals("developer")) {
                instructions.append(instructions.isEmpty() ? "" : "\n\n").append(text(message.path("content")));
            } else {
                kept.add(message);
            }
        }
        if (kept.size() == messages.get().size()) {
            return body;
        }
        if (!instructions.toString().isBlank()) {
            open(kept, "[System instructions]\n" + instructions + "\n[End of system instructions]");
        }
        return members.with("messages", kept);
    }

    private static void open(ArrayNode messages, String text) {
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("user") && message instanceof ObjectNode user) {
                JsonNode content = user.path("content");
                if (content instanceof ArrayNode parts) {
                    parts.insert(0, Json.object().put("type", "text").put("text", text));
                } else {
                    user.put("content", text + "\n" + content.asText(""));
                }
                return;
            }
        }
        messages.insert(0, Json.object().put("role", "user").put("content", text));
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part ->
                text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText("")));
        return text.toString();
    }

    /** Cheap enough for every call: most bodies end here. */
    private static boolean contains(byte[] body, byte[] word) {
        for (int i = 0; i + word.length <= body.length; i++) {
            if (body[i] == word[0] && startsAt(body, i, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(byte[] body, int from, byte[] word) {
        for (int i = 1; i < word.length; i++) {
            if (body[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
