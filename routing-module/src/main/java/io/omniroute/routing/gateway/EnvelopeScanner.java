package io.omniroute.routing.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.routing.shaping.Splice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Finds model, stream and usage option of a body in one pass over its tokens: no tree, no copies. The pass also proves
 * that the body is JSON, so what passes through unchanged is at least that.
 */
final class EnvelopeScanner {
    private final byte[] body;
    private String model;
    private int modelFrom = -1;
    private int modelTo = -1;
    private Boolean stream;
    private final StreamOptions options = new StreamOptions();
    private final ScannedSettings settings = new ScannedSettings();
    private String promptCacheKey;
    private String previousResponseId;
    private String userId;
    private final ConversationPrint print;

    private EnvelopeScanner(byte[] body) {
        this.body = body;
        this.print = new ConversationPrint(body);
    }

    /** For a format whose body names the model. @throws GatewayException BAD_REQUEST with the JSON path at fault */
    static BodyScan scan(byte[] body) {
        EnvelopeScanner scanner = new EnvelopeScanner(body);
        scanner.run();
        if (scanner.model == null) {
            throw new GatewayException(Failure.badRequest("model", "'model' must be a string; it is missing."));
        }
        return scanner.result();
    }

    /** For Gemini, whose path says it all; the body is only checked. */
    static BodyScan scan(byte[] body, Envelope ofPath) {
        EnvelopeScanner scanner = new EnvelopeScanner(body);
        scanner.readSettings();
        return new BodyScan(
                ofPath,
                scanner.settings.output(),
                scanner.settings.temperature(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                scanner.print);
    }

    /** A JSON string. */
    static byte[] quoted(String text) {
        return Json.text(Json.MAPPER.getNodeFactory().textNode(text)).getBytes(StandardCharsets.UTF_8);
    }

    private BodyScan result() {
        boolean streamed = Boolean.TRUE.equals(stream);
        Envelope envelope = new Envelope(model, streamed, options.includeUsage(), false, modelFrom, modelTo);
        List<Splice> splices = streamed && !options.includeUsage() ? List.of(options.asking(body)) : List.of();
        return new BodyScan(
                envelope,
                settings.output(),
                settings.temperature(),
                splices,
                Optional.ofNullable(promptCacheKey),
                Optional.ofNullable(previousResponseId),
                Optional.ofNullable(userId),
                print);
    }

    private void readSettings() {
        try (JsonParser parser = open()) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readOther(parser.currentName(), parser.nextToken(), parser);
            }
            requireEnd(parser);
        } catch (IOException e) {
            throw Json.unreadable(e);
        }
    }

    private void run() {
        try (JsonParser parser = open()) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "model" -> readModel(parser, value);
                    case "stream" -> readStream(value);
                    case "stream_options" -> options.read(value, parser);
                    case "prompt_cache_key" -> promptCacheKey = textOf(parser, value);
                    case "previous_response_id" -> previousResponseId = textOf(parser, value);
                    case "metadata" -> readMetadata(parser, value);
                    default -> readOther(name, value, parser);
                }
            }
            requireEnd(parser);
        } catch (IOException e) {
            throw Json.unreadable(e);
        }
    }

    private void readOther(String name, JsonToken value, JsonParser parser) throws IOException {
        if (!print.read(name, value, parser)) {
            settings.read(name, value, parser);
        }
    }

    private void readMetadata(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isUser = parser.currentName().equals("user_id");
            JsonToken member = parser.nextToken();
            if (isUser) {
                userId = textOf(parser, member);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Null for anything but a string: it is the vendor's to refuse that. */
    private static String textOf(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private JsonParser open() throws IOException {
        if (body.length == 0) {
            throw new GatewayException(
                    Failure.of(FailureKind.BAD_REQUEST, "The request has no body; a JSON object is expected."));
        }
        JsonParser parser = Json.MAPPER.getFactory().createParser(body);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new GatewayException(Failure.of(FailureKind.BAD_REQUEST, "The request body must be a JSON object."));
        }
        return parser;
    }

    private void readModel(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw new GatewayException(Failure.badRequest("model", "'model' must be a string."));
        }
        if (model != null) {
            throw new GatewayException(Failure.badRequest("model", "'model' is given twice."));
        }
        modelFrom = (int) parser.currentTokenLocation().getByteOffset();
        model = parser.getText();
        modelTo = (int) parser.currentLocation().getByteOffset();
        if (modelFrom < 0) { // no place is known in another encoding, and none would mean that the path names the model
            throw RequestBody.notUtf8();
        }
        boolean plain = modelTo - modelFrom == model.length() + 2; // ASCII between two quotes
        if (!plain && !StandardCharsets.UTF_8.newEncoder().canEncode(model)) {
            throw new GatewayException(
                    Failure.badRequest("model", "'model' holds half of a surrogate pair, which is no character."));
        }
    }

    private void readStream(JsonToken value) {
        if (stream != null) {
            throw new GatewayException(Failure.badRequest("stream", "'stream' is given twice."));
        }
        stream = switch (value) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw new GatewayException(Failure.badRequest("stream", "'stream' must be true or false."));
        };
    }

    private static void requireEnd(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new GatewayException(
                    Failure.of(FailureKind.BAD_REQUEST, "The request body must be one JSON object and nothing else."));
        }
    }
}
