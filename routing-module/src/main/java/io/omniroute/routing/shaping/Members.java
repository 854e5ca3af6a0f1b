package io.omniroute.routing.shaping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a body and where they stand in it, so that one can be changed while every other byte stays. The body is
 * known to be a JSON object.
 */
record Members(byte[] body, int brace, List<Member> all) {
    /** @param from of the value's first byte; {@code nameFrom} of the name's opening quote */
    record Member(String name, int nameFrom, int from, int to) {}

    static Members of(byte[] body) {
        List<Member> members = new ArrayList<>();
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(body)) {
            parser.nextToken();
            int brace = tokenStart(parser);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int nameFrom = tokenStart(parser);
                parser.nextToken();
                int from = tokenStart(parser);
                parser.skipChildren();
                members.add(new Member(name, nameFrom, from, tokenEnd(parser)));
            }
            return new Members(body, brace, members);
        } catch (IOException e) {
            throw new UncheckedIOException("the body was scanned before, so it is JSON", e);
        }
    }

    static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Behind the token's last byte. Strings are read lazily, so this reads on to the end of one. */
    static int tokenEnd(JsonParser parser) throws IOException {
        parser.finishToken();
        if (parser.currentToken().isNumeric()) {
            return tokenStart(parser) + parser.getText().length(); // the parser has looked at what ends a number
        }
        return (int) parser.currentLocation().getByteOffset();
    }

    /** @throws GatewayException BAD_REQUEST when it is given twice: which of them a vendor obeys nobody knows */
    Optional<Member> find(String name) {
        Member found = null;
        for (Member member : all) {
            if (member.name().equals(name)) {
                if (found != null) {
                    throw givenTwice(name);
                }
                found = member;
            }
        }
        return Optional.ofNullable(found);
    }

    static GatewayException givenTwice(String name) {
        return new GatewayException(Failure.badRequest(name, "'" + name + "' is given twice."));
    }

    Optional<JsonNode> value(String name) {
        return find(name).map(member -> {
            try {
                return Json.MAPPER.readTree(body, member.from(), member.to() - member.from());
            } catch (IOException e) {
                throw new UncheckedIOException("the body was scanned before, so it is JSON", e);
            }
        });
    }

    /** The body with these members; those that are missing nodes are taken out. */
    byte[] changed(Map<String, JsonNode> changes) {
        Members members = this;
        byte[] result = body;
        for (Map.Entry<String, JsonNode> change : changes.entrySet()) {
            members = result == members.body ? members : of(result);
            result = change.getValue().isMissingNode()
                    ? members.without(change.getKey())
                    : members.with(change.getKey(), change.getValue());
        }
        return result;
    }

    /** The body with this member, in its old place or in front. */
    byte[] with(String name, JsonNode value) {
        Optional<Member> old = find(name);
        if (old.isPresent()) {
            return Splice.apply(
                    body, List.of(new Splice(old.get().from(), old.get().to(), Json.bytes(value))));
        }
        String member = Json.text(Json.MAPPER.getNodeFactory().textNode(name)) + ":" + Json.text(value)
                + (all.isEmpty() ? "" : ",");
        return Splice.apply(body, List.of(new Splice(brace + 1, brace + 1, member.getBytes(StandardCharsets.UTF_8))));
    }

    /** The body without this member and its comma. */
    private byte[] without(String name) {
        Optional<Member> gone = find(name);
        if (gone.isEmpty()) {
            return body;
        }
        int index = all.indexOf(gone.get());
        int from = gone.get().nameFrom();
        int to = gone.get().to();
        if (index + 1 < all.size()) {
            to = all.get(index + 1).nameFrom();
        } else if (index > 0) {
            from = all.get(index - 1).to();
        }
        return Splice.apply(body, List.of(new Splice(from, to, new byte[0])));
    }
}
