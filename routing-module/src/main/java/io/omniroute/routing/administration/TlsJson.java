package io.omniroute.routing.administration;

import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.tls.Fingerprint;
import io.omniroute.provider.tls.TlsCheck;
import io.omniroute.provider.tls.TlsField;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TLS profiles: {@code {"protocols","cipherSuites","groups","signatureSchemes","alpn"}}, all of them lists of names. */
public final class TlsJson {
    private static final Set<String> FIELDS =
            Set.of("protocols", "cipherSuites", "groups", "signatureSchemes", "alpn", "fingerprint");
    private static final int MAX_NAMES = 100;
    private static final int MAX_LENGTH = 100;

    private TlsJson() {}

    /** Lists that leave their part to the platform are left out. */
    public static JsonObject write(TlsProfile profile) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (TlsField field : TlsField.values()) {
            List<String> names = field.of(profile);
            if (!names.isEmpty()) {
                json.add(field.label(), Json.createArrayBuilder(names));
            }
        }
        return json.build();
    }

    public static JsonObject write(Fingerprint fingerprint) {
        return Json.createObjectBuilder()
                .add("ja3", fingerprint.ja3())
                .add("ja3Text", fingerprint.ja3Text())
                .add("ja4", fingerprint.ja4())
                .add("ja4Text", fingerprint.ja4Text())
                .build();
    }

    /**
     * A member of the body. One that names nothing counts as absent; the fingerprint is the gateway's to say.
     *
     * @throws Refusal naming the field, when the JDK does not make of it what it says
     */
    public static Optional<TlsProfile> read(Body body, String member) {
        Optional<Body> object = body.object(member);
        Optional<TlsProfile> profile =
                object.map(inner -> profile(inner.allow(FIELDS))).filter(read -> !read.isEmpty());
        profile.flatMap(TlsCheck::objectionTo).ifPresent(objection -> {
            throw refusal(body, member, objection);
        });
        return profile;
    }

    private static Refusal refusal(Body body, String member, TlsCheck.Objection objection) {
        String path = objection
                .field()
                .map(field -> body.path(member) + "." + field.label())
                .orElseGet(() -> body.path(member));
        return Refusal.invalid(path, "'" + path + "' " + objection.reason() + ".");
    }

    private static TlsProfile profile(Body body) {
        return new TlsProfile(
                names(body, TlsField.PROTOCOLS),
                names(body, TlsField.CIPHER_SUITES),
                names(body, TlsField.GROUPS),
                names(body, TlsField.SIGNATURE_SCHEMES),
                names(body, TlsField.ALPN));
    }

    private static List<String> names(Body body, TlsField field) {
        List<String> names = body.lines(field.label(), MAX_LENGTH).orElse(List.of());
        if (names.size() > MAX_NAMES) {
            throw body.invalid(field.label(), "'" + body.path(field.label()) + "' must name at most 100.");
        }
        return names;
    }
}
