package io.omniroute.provider.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.JsonText;
import java.io.IOException;

/** The one JSON mapper of the wire codecs, with limits fit for 50 MiB bodies that hold base64. Thread-safe. */
public final class Json {
    /** Trailing garbage is an error, numbers keep their digits, a string may be as long as a body. */
    public static final JsonMapper MAPPER = mapper();

    private static final int MAX_DEPTH = 500;

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    public static JsonText jsonText(JsonNode node) {
        return new JsonText(text(node));
    }

    /** Parses canonical JSON text, which is well formed by contract. */
    public static JsonNode parse(JsonText json) {
        try {
            return MAPPER.readTree(json.value());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** The object that tool arguments stand for: empty text is {@code {}}, what is not a JSON object is {@code {"raw": text}}. */
    public static ObjectNode arguments(String text) {
        if (text.isBlank()) {
            return object();
        }
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode parsed) {
                return parsed;
            }
        } catch (JsonProcessingException e) {
            // a model or a client may produce broken arguments; they are data, not our error
        }
        return object().put("raw", text);
    }

    /** A client's body. @throws GatewayException BAD_REQUEST when it is empty, not JSON or not an object */
    public static JsonView requestBody(byte[] body) {
        if (body.length == 0) {
            throw new GatewayException(
                    Failure.of(FailureKind.BAD_REQUEST, "The request has no body; JSON is expected."));
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (node == null || !node.isObject()) {
            throw new GatewayException(Failure.of(FailureKind.BAD_REQUEST, "The request body must be a JSON object."));
        }
        return new JsonView(node, "");
    }

    /** A client's body that Jackson gave up. Its place is told, its content is not quoted. */
    public static GatewayException unreadable(IOException e) {
        return new GatewayException(
                Failure.of(FailureKind.BAD_REQUEST, "The request body " + fault(e) + place(e) + "."), e);
    }

    private static String fault(IOException e) {
        if (!(e instanceof StreamConstraintsException)) {
            return "is not valid JSON";
        }
        // its text is the only thing that tells these limits apart
        return e.getMessage().contains("nesting depth")
                ? "is too deeply nested; at most " + MAX_DEPTH + " levels are possible"
                : "has a number or a name that is too long";
    }

    /** A vendor's body or frame. @throws GatewayException UPSTREAM_GARBLED when it is not a JSON object */
    public static JsonNode vendorObject(byte[] buffer, int from, int to) {
        JsonNode node = null;
        try {
            node = MAPPER.readTree(buffer, from, to - from);
        } catch (IOException e) {
            throw garbled("The vendor sent broken JSON" + place(e) + ".");
        }
        if (node == null || !node.isObject()) {
            throw garbled("The vendor sent something other than a JSON object.");
        }
        return node;
    }

    public static JsonNode vendorObject(byte[] body) {
        return vendorObject(body, 0, body.length);
    }

    public static JsonNode vendorObject(SseFrame frame) {
        return vendorObject(frame.dataBuffer(), frame.dataFrom(), frame.dataTo());
    }

    public static GatewayException garbled(String message) {
        return new GatewayException(Failure.of(FailureKind.UPSTREAM_GARBLED, message));
    }

    /** Where it broke, without quoting the content. */
    private static String place(IOException e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return " (line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr() + ")";
        }
        return "";
    }

    /** Buffers are recycled by a shared pool: Jackson's own is per thread, and each call has a new (virtual) one. */
    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
