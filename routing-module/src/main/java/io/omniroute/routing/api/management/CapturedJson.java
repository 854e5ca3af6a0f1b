package io.omniroute.routing.api.management;

import io.omniroute.routing.capture.CapturedCall;
import io.omniroute.routing.capture.CapturedPart;
import io.omniroute.routing.capture.CapturedPart.Kind;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.TreeMap;

/** Captured bodies as the API shows them. */
final class CapturedJson {
    private CapturedJson() {}

    static JsonObject write(CapturedCall call) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", call.id().toString())
                .add("time", call.time().toString())
                .add("apiKeyId", call.apiKeyId().toString());
        call.parts().forEach(part -> json.add(word(part.kind()), write(part)));
        return json.build();
    }

    private static JsonObjectBuilder write(CapturedPart part) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        part.status().ifPresent(status -> json.add("status", status));
        JsonObjectBuilder headers = Json.createObjectBuilder();
        new TreeMap<>(part.headers()).forEach(headers::add);
        json.add("headers", headers).add("bytes", part.bytes()).add("truncated", part.truncated());
        part.sameAs().ifPresentOrElse(kind -> json.add("same", word(kind)), () -> json.add("body", part.body()));
        return json;
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case CLIENT_REQUEST -> "clientRequest";
            case VENDOR_REQUEST -> "vendorRequest";
            case VENDOR_ANSWER -> "vendorAnswer";
            case CLIENT_ANSWER -> "clientAnswer";
        };
    }
}
