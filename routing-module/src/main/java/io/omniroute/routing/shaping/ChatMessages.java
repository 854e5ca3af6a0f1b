package io.omniroute.routing.shaping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the messages of an OpenAI chat body stand in it, found without building a tree.
 *
 * @param open of the array's bracket
 */
record ChatMessages(int open, List<Message> messages) {
    /** A run of bytes, and what kind of token they are. */
    record Run(JsonToken token, int from, int to, boolean empty) {}

    record Message(String role, Optional<Run> roleAt, Optional<Run> content) {
        boolean instructs() {
            return role.equals("system") || role.equals("developer");
        }
    }

    /**
     * Empty when the body has no array of messages; its vendor will say so.
     *
     * @throws io.omniroute.provider.chat.GatewayException BAD_REQUEST when messages are given twice
     */
    static Optional<ChatMessages> of(byte[] body) {
        ChatMessages found = null;
        boolean given = false;
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean messages = parser.currentName().equals("messages");
                if (messages && given) {
                    throw Members.givenTwice("messages");
                }
                given |= messages;
                if (parser.nextToken() == JsonToken.START_ARRAY && messages) {
                    found = new ChatMessages(Members.tokenStart(parser), all(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return Optional.ofNullable(found);
        } catch (IOException e) {
            throw new UncheckedIOException("the body was scanned before, so it is JSON", e);
        }
    }

    private static List<Message> all(JsonParser parser) throws IOException {
        List<Message> messages = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            messages.add(message(parser));
        }
        return messages;
    }

    Optional<Message> firstInstruction() {
        return messages.stream().filter(Message::instructs).findFirst();
    }

    private static Message message(JsonParser parser) throws IOException {
        String role = "";
        Optional<Run> roleAt = Optional.empty();
        Optional<Run> content = Optional.empty();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Message(role, roleAt, content);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("role") && token == JsonToken.VALUE_STRING) {
                role = parser.getText();
                roleAt = Optional.of(run(parser, token));
            } else if (name.equals("content")) {
                content = Optional.of(run(parser, token));
            } else {
                parser.skipChildren();
            }
        }
        return new Message(role, roleAt, content);
    }

    private static Run run(JsonParser parser, JsonToken token) throws IOException {
        int from = Members.tokenStart(parser);
        boolean empty = false;
        if (token == JsonToken.START_ARRAY) {
            empty = parser.nextToken() == JsonToken.END_ARRAY;
            while (parser.currentToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                parser.nextToken();
            }
        } else {
            parser.skipChildren();
        }
        return new Run(token, from, Members.tokenEnd(parser), empty);
    }
}
