package io.omniroute.provider.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One turn. Instructions (SYSTEM, DEVELOPER) may stand anywhere in the list; tool results are parts of USER messages;
 * neighbours of the same role are allowed, {@link Conversation} merges them for formats that alternate strictly.
 */
public record Message(Role role, List<ContentPart> content) {
    public enum Role {
        SYSTEM,
        DEVELOPER,
        USER,
        ASSISTANT
    }

    public Message {
        Objects.requireNonNull(role, "role");
        content = List.copyOf(content);
    }

    public static Message text(Role role, String text) {
        return new Message(role, List.of(new ContentPart.Text(text)));
    }

    /** The same with one part more at its end. */
    public Message with(ContentPart last) {
        List<ContentPart> parts = new ArrayList<>(content);
        parts.add(last);
        return new Message(role, parts);
    }

    public boolean isInstruction() {
        return role == Role.SYSTEM || role == Role.DEVELOPER;
    }
}
