package io.omniroute.persistence.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import io.omniroute.routing.capture.CapturedPart;
import io.omniroute.routing.capture.CapturedPart.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Parts of a captured call as JSON in gzip. */
final class PackedParts {
    private PackedParts() {}

    static byte[] pack(List<CapturedPart> parts) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        parts.forEach(part -> array.add(write(part)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Json.bytes(array));
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return packed.toByteArray();
    }

    static List<CapturedPart> unpack(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            List<CapturedPart> parts = new ArrayList<>();
            Json.MAPPER.readTree(in).forEach(part -> parts.add(read(part)));
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException("what this gateway packed cannot be unpacked any more", e);
        }
    }

    private static ObjectNode write(CapturedPart part) {
        ObjectNode json = Json.object().put("kind", part.kind().name());
        part.status().ifPresent(status -> json.put("status", status));
        ObjectNode headers = json.putObject("headers");
        part.headers().forEach(headers::put);
        json.put("bytes", part.bytes()).put("truncated", part.truncated());
        part.sameAs().ifPresent(kind -> json.put("sameAs", kind.name()));
        return json.put("body", part.body());
    }

    private static CapturedPart read(JsonNode json) {
        Map<String, String> headers = new HashMap<>();
        json.required("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        return new CapturedPart(
                Kind.valueOf(json.required("kind").textValue()),
                Optional.ofNullable(json.get("status")).map(JsonNode::intValue),
                headers,
                json.required("bytes").longValue(),
                json.required("truncated").booleanValue(),
                Optional.ofNullable(json.get("sameAs")).map(JsonNode::textValue).map(Kind::valueOf),
                json.required("body").textValue());
    }
}
