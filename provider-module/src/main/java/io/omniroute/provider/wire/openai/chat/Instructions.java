package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Conversation;
import io.omniroute.provider.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Moves and adds instructions of a conversation. Pure functions. */
final class Instructions {
    private static final String LABEL = "[System instructions]\n";
    private static final String END_LABEL = "\n[End of system instructions]";

    private Instructions() {}

    /** For models that ignore system messages: their text, labelled, opens the first user message, whose parts stay. */
    static List<Message> intoFirstUser(List<Message> messages) {
        String text = Conversation.instructions(messages).stream()
                .map(message -> ContentPart.textOf(message.content()))
                .filter(instruction -> !instruction.isBlank())
                .collect(Collectors.joining("\n\n"));
        List<Message> turns = new ArrayList<>(Conversation.turns(messages));
        if (text.isEmpty()) {
            return turns;
        }
        ContentPart labelled = new ContentPart.Text(LABEL + text + END_LABEL);
        for (int i = 0; i < turns.size(); i++) {
            Message turn = turns.get(i);
            if (turn.role() == Message.Role.USER && !answersTools(turn)) {
                List<ContentPart> parts = new ArrayList<>();
                parts.add(labelled);
                parts.addAll(turn.content());
                turns.set(i, new Message(Message.Role.USER, parts));
                return turns;
            }
        }
        turns.add(0, new Message(Message.Role.USER, List.of(labelled)));
        return turns;
    }

    /** Adds one behind the instructions that open the conversation. */
    static List<Message> with(List<Message> messages, String instruction) {
        int position = 0;
        while (position < messages.size() && messages.get(position).isInstruction()) {
            position++;
        }
        List<Message> extended = new ArrayList<>(messages);
        extended.add(position, Message.text(Message.Role.SYSTEM, instruction));
        return extended;
    }

    /** Whether any text speaks of JSON; OpenAI refuses {@code json_object} otherwise. */
    static boolean mentionJson(List<Message> messages) {
        return messages.stream()
                .map(message -> ContentPart.textOf(message.content()))
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("json"));
    }

    private static boolean answersTools(Message turn) {
        return turn.content().stream().anyMatch(ContentPart.ToolResult.class::isInstance);
    }
}
