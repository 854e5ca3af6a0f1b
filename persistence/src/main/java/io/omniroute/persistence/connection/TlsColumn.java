package io.omniroute.persistence.connection;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.provider.outbound.TlsProfile;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;

/** A TLS profile as one column of text: a JSON object of lists. */
final class TlsColumn {
    private TlsColumn() {}

    static String write(TlsProfile profile) {
        return Texts.json(Map.of(
                "protocols", profile.protocols(),
                "cipherSuites", profile.cipherSuites(),
                "groups", profile.groups(),
                "signatureSchemes", profile.signatureSchemes(),
                "alpn", profile.alpn()));
    }

    /** What a JDK knows may change: names are not checked here. */
    static TlsProfile read(String column) {
        JsonObject json = Texts.object(column);
        return new TlsProfile(
                names(json, "protocols"),
                names(json, "cipherSuites"),
                names(json, "groups"),
                names(json, "signatureSchemes"),
                names(json, "alpn"));
    }

    private static List<String> names(JsonObject json, String field) {
        JsonArray names = json.getJsonArray(field);
        return names.getValuesAs(JsonString::getString);
    }
}
