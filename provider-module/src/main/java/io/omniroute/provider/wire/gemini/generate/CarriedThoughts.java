package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The signed thoughts of another vendor that led to a call, text and all, in the {@code thoughtSignature} of the call itself:
 * Gemini CLI leaves thoughts out of its history and keeps what stands on calls, and Anthropic wants them back within a tool
 * loop. Base64 of {@code omniroute:thoughts:} and a JSON array; see {@link CarriedSignature} for why.
 */
final class CarriedThoughts {
    private static final String PREFIX = "omniroute:thoughts:";
    private static final String ENCODED_PREFIX = Base64.getEncoder()
            .withoutPadding()
            .encodeToString("omniroute:thoughts".getBytes(StandardCharsets.US_ASCII));

    private CarriedThoughts() {}

    /** @param thoughts signed ones; empty for what needs no carrying, because Gemini signs its calls itself */
    static Optional<String> encode(List<ContentPart.Thinking> thoughts) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (ContentPart.Thinking thought : thoughts) {
            if (isForeign(thought)) {
                array.add(write(thought));
            }
        }
        return array.isEmpty()
                ? Optional.empty()
                : Optional.of(Base64.getEncoder()
                        .encodeToString((PREFIX + Json.text(array)).getBytes(StandardCharsets.UTF_8)));
    }

    /** Empty for any other signature. */
    static List<ContentPart.Thinking> decode(String thoughtSignature) {
        if (!thoughtSignature.startsWith(ENCODED_PREFIX)) {
            return List.of();
        }
        try {
            String standard = thoughtSignature.replace('-', '+').replace('_', '/');
            String carried = new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8);
            return carried.startsWith(PREFIX)
                    ? read(Json.MAPPER.readTree(carried.substring(PREFIX.length())))
                    : List.of();
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return List.of(); // looks like ours and is not
        }
    }

    static boolean isForeign(ContentPart.Thinking thought) {
        return thought.family() != ModelFamily.GEMINI
                && thought.family() != ModelFamily.UNSIGNED
                && thought.signature().isPresent();
    }

    private static ObjectNode write(ContentPart.Thinking thought) {
        ObjectNode written = Json.object()
                .put("family", thought.family().name().toLowerCase(Locale.ROOT))
                .put("signature", thought.signature().orElseThrow())
                .put("text", thought.text());
        if (thought.redacted()) {
            written.put("redacted", true);
        }
        thought.id().ifPresent(id -> written.put("id", id));
        return written;
    }

    private static List<ContentPart.Thinking> read(JsonNode array) {
        List<ContentPart.Thinking> thoughts = new ArrayList<>();
        for (JsonNode thought : array) {
            thoughts.add(new ContentPart.Thinking(
                    thought.path("text").asText(),
                    ModelFamily.valueOf(thought.path("family").asText().toUpperCase(Locale.ROOT)),
                    Optional.of(thought.path("signature").asText()),
                    thought.path("redacted").asBoolean(),
                    Optional.ofNullable(thought.get("id")).map(JsonNode::asText)));
        }
        return thoughts;
    }
}
