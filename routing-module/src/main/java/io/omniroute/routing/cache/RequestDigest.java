package io.omniroute.routing.cache;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.digest.Sha256;
import io.omniroute.provider.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The canonical form of a request, as a digest: every field of the body counts, those that no codec knows too; the order of
 * fields and blanks between them do not, nor does whether the answer is to be streamed.
 */
public final class RequestDigest {
    private static final Set<String> MANNER = Set.of("stream", "stream_options");
    private static final int LONG = 1 << 10;
    private static final byte[] NOTHING = {};

    private final MessageDigest sha = Sha256.begin();
    /** What is to be digested next: one long piece is cheaper than many short ones. */
    private final ByteArrayOutputStream next = new ByteArrayOutputStream(LONG);

    private RequestDigest() {}

    /**
     * @param context what else decides the answer: whose call it is, the format, the models that may answer; each entry is
     *     kept apart from the next
     * @param tree the body, as {@link #tree} reads it
     */
    public static String of(Iterable<String> context, JsonNode tree) {
        RequestDigest digest = new RequestDigest();
        context.forEach(digest::text);
        Map<String, JsonNode> fields = sorted(tree);
        MANNER.forEach(fields::remove);
        digest.fields(fields);
        return digest.hex(NOTHING);
    }

    /** Of bytes as they are. */
    public static String ofBytes(Iterable<String> context, byte[] body) {
        RequestDigest digest = new RequestDigest();
        context.forEach(digest::text);
        return digest.hex(body);
    }

    private void value(JsonNode node) {
        if (node.isObject()) {
            tag('{');
            fields(sorted(node));
        } else if (node.isArray()) {
            tag('[');
            number(node.size());
            node.forEach(this::value);
        } else {
            tag(node.getNodeType().name().charAt(0));
            text(node.asText());
        }
    }

    private void fields(Map<String, JsonNode> fields) {
        number(fields.size());
        fields.forEach((name, value) -> {
            text(name);
            value(value);
        });
    }

    private void tag(char kind) {
        next.write((byte) kind);
    }

    /** With its length before it, so that no two sequences of texts look alike. */
    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        if (bytes.length >= LONG) {
            digestNext();
            sha.update(bytes);
            return;
        }
        next.writeBytes(bytes);
        if (next.size() > LONG) {
            digestNext();
        }
    }

    private void number(int number) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            next.write(number >>> shift);
        }
    }

    private void digestNext() {
        sha.update(next.toByteArray());
        next.reset();
    }

    private String hex(byte[] last) {
        digestNext();
        return HexFormat.of().formatHex(sha.digest(last));
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        return sorted;
    }

    /** @throws IllegalArgumentException when the body is not a JSON object */
    public static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }
}
