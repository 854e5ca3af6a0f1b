package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Puts tool results where OpenAI demands them: every call of an assistant turn is answered right behind it, in the order
 * of the calls. A missing answer is replaced with an empty one, an answer to nothing becomes user text. Pure save for the
 * bookkeeping of one run.
 */
final class ToolPairing {
    private final List<Message> messages;
    private final Set<ContentPart> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Message> paired = new ArrayList<>();

    private ToolPairing(List<Message> messages) {
        this.messages = messages;
    }

    static List<Message> pair(List<Message> messages) {
        return new ToolPairing(joinAssistants(messages)).pair();
    }

    private List<Message> pair() {
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            switch (message.role()) {
                case SYSTEM, DEVELOPER -> add(message);
                case USER -> add(new Message(Message.Role.USER, withoutOrphans(message.content())));
                case ASSISTANT -> {
                    add(message);
                    add(new Message(Message.Role.USER, answers(message, i)));
                }
            }
        }
        return paired;
    }

    private void add(Message message) {
        if (!message.content().isEmpty()) {
            paired.add(message);
        }
    }

    private List<ContentPart> answers(Message assistant, int position) {
        List<ContentPart> answers = new ArrayList<>();
        for (ContentPart part : assistant.content()) {
            if (part instanceof ContentPart.ToolCall call) {
                answers.add(answer(call, position));
            }
        }
        return answers;
    }

    /** Ids may come again in later turns, so the search ends at the next assistant turn. */
    private ContentPart answer(ContentPart.ToolCall call, int position) {
        for (int i = position + 1; i < messages.size(); i++) {
            if (messages.get(i).role() == Message.Role.ASSISTANT) {
                break;
            }
            for (ContentPart part : messages.get(i).content()) {
                if (part instanceof ContentPart.ToolResult result
                        && result.callId().equals(call.id())
                        && used.add(part)) {
                    return part;
                }
            }
        }
        return new ContentPart.ToolResult(call.id(), List.of(), false);
    }

    private List<ContentPart> withoutOrphans(List<ContentPart> parts) {
        List<ContentPart> kept = new ArrayList<>();
        for (ContentPart part : parts) {
            if (!(part instanceof ContentPart.ToolResult result)) {
                kept.add(part);
            } else if (!used.contains(part)) {
                kept.add(new ContentPart.Text("Result of tool call " + result.callId() + ":\n" + ToolText.of(result)));
                result.content().stream()
                        .filter(inner -> !(inner instanceof ContentPart.Text))
                        .forEach(kept::add);
            }
        }
        return kept;
    }

    /** Responses clients send one item per call; the calls of one turn must be one message here. */
    private static List<Message> joinAssistants(List<Message> messages) {
        List<Message> joined = new ArrayList<>();
        for (Message message : messages) {
            int last = joined.size() - 1;
            boolean neighbours = last >= 0
                    && message.role() == Message.Role.ASSISTANT
                    && joined.get(last).role() == Message.Role.ASSISTANT;
            if (neighbours) {
                List<ContentPart> parts = new ArrayList<>(joined.get(last).content());
                parts.addAll(message.content());
                joined.set(last, new Message(Message.Role.ASSISTANT, parts));
            } else if (!message.content().isEmpty()) {
                joined.add(message);
            }
        }
        return joined;
    }
}
