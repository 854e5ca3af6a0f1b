package io.omniroute.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ContentPart.CacheMark;
import io.omniroute.provider.chat.Message;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cache marks of one request beside its content: writers move parts about, join and drop them, so each mark is tied to
 * the part it stands behind, and the messages are as if there were none. {@code cache_control} is Anthropic's field, which
 * OpenRouter and LiteLLM put on parts, messages and tools of OpenAI Chat as well.
 */
public final class CacheMarks {
    /** The field's name in every format that has it. */
    public static final String FIELD = "cache_control";

    private final List<Message> messages;
    private final Map<ContentPart, CacheMark> marked = new IdentityHashMap<>();

    private CacheMarks(List<Message> all) {
        if (all.stream().noneMatch(CacheMarks::isMarked)) {
            messages = all;
            return;
        }
        messages = new ArrayList<>(all.size());
        ContentPart last = null;
        for (Message message : all) {
            List<ContentPart> parts = new ArrayList<>(message.content().size());
            for (ContentPart part : message.content()) {
                if (!(part instanceof CacheMark mark)) {
                    parts.add(part);
                    last = canBear(part) ? part : last;
                } else if (last != null) {
                    marked.merge(last, mark, (one, other) -> one.hour() ? one : other);
                }
            }
            messages.add(new Message(message.role(), parts));
        }
    }

    public static CacheMarks of(List<Message> messages) {
        return new CacheMarks(messages);
    }

    /** For formats without such a field: the same request without marks. */
    public static ChatRequest without(ChatRequest request) {
        List<Message> messages = of(request.messages()).messages();
        return messages == request.messages() ? request : request.withMessages(messages);
    }

    /** All of them in their places, without marks. */
    public List<Message> messages() {
        return messages;
    }

    public boolean isOn(ContentPart part) {
        return marked.containsKey(part);
    }

    /** Writes the mark of a part, if it bears one, to what the part was written as. */
    public void put(ContentPart part, ObjectNode written) {
        put(Optional.ofNullable(marked.get(part)), written);
    }

    public static void put(Optional<CacheMark> mark, ObjectNode written) {
        mark.ifPresent(given -> {
            ObjectNode field = written.putObject(FIELD).put("type", "ephemeral");
            if (given.hour()) {
                field.put("ttl", "1h");
            }
        });
    }

    /** The mark on an object of a client's body. A hint, so one of an unknown kind is none and no fault. */
    public static Optional<CacheMark> read(JsonView object) {
        JsonNode field = object.node().path(FIELD);
        return field.path("type").asText().equals("ephemeral")
                ? Optional.of(new CacheMark(field.path("ttl").asText().equals("1h")))
                : Optional.empty();
    }

    private static boolean isMarked(Message message) {
        return message.content().stream().anyMatch(CacheMark.class::isInstance);
    }

    /** Anthropic Messages, prompt caching: thinking and empty text cannot be marked, so the part before them is. */
    private static boolean canBear(ContentPart part) {
        return !(part instanceof ContentPart.Thinking)
                && !(part instanceof ContentPart.Text text && text.text().isBlank());
    }
}
