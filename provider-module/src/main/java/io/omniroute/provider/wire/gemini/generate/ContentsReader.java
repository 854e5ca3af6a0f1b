package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Conversation;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code systemInstruction} and {@code contents} of a client. One per request. */
final class ContentsReader {
    private final PartReader parts;

    ContentsReader(Losses losses) {
        this.parts = new PartReader(losses);
    }

    List<Message> read(JsonView body) {
        List<Message> messages = new ArrayList<>();
        systemInstruction(Twins.at(body, "systemInstruction")).ifPresent(messages::add);
        JsonView contents = Twins.at(body, "contents");
        if (!contents.exists()) {
            throw contents.wrong("an array");
        }
        List<Message> turns = turns(Twins.list(body, "contents"));
        if (turns.isEmpty()) {
            throw contents.fault("'" + contents.path() + "' must hold at least one part.");
        }
        messages.addAll(turns);
        return messages;
    }

    private List<Message> turns(List<JsonView> contents) {
        List<Message> turns = new ArrayList<>();
        Role before = Role.USER;
        for (int i = 0; i < contents.size(); i++) {
            JsonView content = contents.get(i).requireObject();
            Role role = role(content.at("role"));
            if (role == Role.ASSISTANT && before != Role.ASSISTANT) {
                parts.nextTurn();
            }
            turns.add(new Message(role, parts(content, role, i)));
            before = role;
        }
        return Conversation.mergeNeighbours(turns).stream()
                .map(turn -> turn.role() == Role.ASSISTANT ? Fragments.join(turn) : turn)
                .toList();
    }

    private List<ContentPart> parts(JsonView content, Role role, int place) {
        List<ContentPart> read = new ArrayList<>();
        List<JsonView> elements = Twins.list(content, "parts");
        for (int j = 0; j < elements.size(); j++) {
            parts.read(elements.get(j), role == Role.ASSISTANT, place + "_" + j, read::add);
        }
        return read;
    }

    /** Google's proto is a Content, yet some clients send the bare text. */
    private Optional<Message> systemInstruction(JsonView instruction) {
        if (!instruction.exists()) {
            return Optional.empty();
        }
        if (instruction.isText()) {
            return Optional.of(Message.text(Role.SYSTEM, instruction.text()));
        }
        List<ContentPart> content = parts(instruction.requireObject(), Role.SYSTEM, 0);
        return content.isEmpty() ? Optional.empty() : Optional.of(new Message(Role.SYSTEM, content));
    }

    private static Role role(JsonView role) {
        if (!role.exists()) {
            return Role.USER;
        }
        return switch (role.text()) {
            case "", "user", "function", "tool" -> Role.USER;
            case "model" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> throw role.fault("'" + role.path() + "' must be user or model; found '" + role.text() + "'.");
        };
    }
}
