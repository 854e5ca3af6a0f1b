package io.omniroute.provider.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every strict format needs done to a list of messages before it can be written. Pure functions. */
public final class Conversation {
    private Conversation() {}

    /** Joins neighbours of the same role into one message, parts in order; messages without parts vanish. */
    public static List<Message> mergeNeighbours(List<Message> messages) {
        List<Message> merged = new ArrayList<>(messages.size());
        for (Message message : messages) {
            int last = merged.size() - 1;
            if (message.content().isEmpty()) {
                continue;
            }
            if (last >= 0 && merged.get(last).role() == message.role()) {
                List<ContentPart> parts = new ArrayList<>(merged.get(last).content());
                parts.addAll(message.content());
                merged.set(last, new Message(message.role(), parts));
            } else {
                merged.add(message);
            }
        }
        return merged;
    }

    /** The system and developer messages, in order. */
    public static List<Message> instructions(List<Message> messages) {
        return messages.stream().filter(Message::isInstruction).toList();
    }

    /** Everything but the system and developer messages, in order. */
    public static List<Message> turns(List<Message> messages) {
        return messages.stream().filter(message -> !message.isInstruction()).toList();
    }

    /** Tool call id to tool name, over the whole conversation; a result has only the id in most formats. */
    public static Map<String, String> toolNamesById(List<Message> messages) {
        Map<String, String> names = new HashMap<>();
        for (Message message : messages) {
            for (ContentPart part : message.content()) {
                if (part instanceof ContentPart.ToolCall call) {
                    names.put(call.id(), call.name());
                }
            }
        }
        return names;
    }
}
