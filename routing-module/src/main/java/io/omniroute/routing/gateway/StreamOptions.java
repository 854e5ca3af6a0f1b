package io.omniroute.routing.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.shaping.Splice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * OpenAI Chat, {@code stream_options}: whether a stream is to tell its usage, and the splice that makes it so. Offsets are those
 * of the body that is scanned.
 */
final class StreamOptions {
    private boolean includeUsage;
    /** Null while the body has no such member. */
    private Splice usage;

    /** Reads the value that the parser stands at. @throws GatewayException BAD_REQUEST when it is of the wrong kind */
    void read(JsonToken value, JsonParser parser) throws IOException {
        int from = offset(parser);
        if (value == JsonToken.VALUE_NULL) {
            usage = new Splice(from, from + 4, ascii("{\"include_usage\":true}"));
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            throw new GatewayException(Failure.badRequest("stream_options", "'stream_options' must be an object."));
        }
        boolean empty = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            empty = false;
            boolean isUsage = parser.currentName().equals("include_usage");
            JsonToken member = parser.nextToken();
            if (isUsage) {
                readIncludeUsage(member, parser);
            } else {
                parser.skipChildren();
            }
        }
        if (usage == null) {
            usage = new Splice(from + 1, from + 1, ascii("\"include_usage\":true" + (empty ? "" : ",")));
        }
    }

    boolean includeUsage() {
        return includeUsage;
    }

    /** Asks for usage in a body that does not. */
    Splice asking(byte[] body) {
        if (usage != null) {
            return usage;
        }
        int brace = 0;
        while (body[brace] != '{') {
            brace++;
        }
        return new Splice(brace + 1, brace + 1, ascii("\"stream_options\":{\"include_usage\":true},"));
    }

    private void readIncludeUsage(JsonToken value, JsonParser parser) {
        int from = offset(parser);
        includeUsage = value == JsonToken.VALUE_TRUE;
        if (value == JsonToken.VALUE_FALSE || value == JsonToken.VALUE_NULL) {
            int length = value == JsonToken.VALUE_FALSE ? 5 : 4;
            usage = new Splice(from, from + length, ascii("true"));
        } else if (!includeUsage) {
            throw new GatewayException(Failure.badRequest(
                    "stream_options.include_usage", "'stream_options.include_usage' must be true or false."));
        }
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
