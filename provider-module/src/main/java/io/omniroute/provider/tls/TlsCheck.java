package io.omniroute.provider.tls;

import io.omniroute.provider.outbound.TlsProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Whether the running JDK makes of a profile just the handshake that it describes. Done when a profile is saved: a JDK that is
 * replaced later may know less, and then the handshake fails.
 */
public final class TlsCheck {
    private static final String ANY_HOST = "vendor.example";

    private TlsCheck() {}

    /**
     * What is wrong.
     *
     * @param field absent when the parts do not go together
     * @param reason a predicate such as "names 'x' twice", without a full stop
     */
    public record Objection(Optional<TlsField> field, String reason) {}

    public static Optional<Objection> objectionTo(TlsProfile profile) {
        for (TlsField field : TlsField.values()) {
            Optional<String> reason = objectionTo(field, field.of(profile));
            if (reason.isPresent()) {
                return Optional.of(new Objection(Optional.of(field), reason.get()));
            }
        }
        try {
            ClientHello hello = Handshakes.hello(profile, ANY_HOST);
            return unoffered(profile, hello);
        } catch (SSLException e) {
            return Optional.of(new Objection(Optional.empty(), "makes no handshake: " + e.getMessage()));
        }
    }

    private static Optional<String> objectionTo(TlsField field, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (TlsNames.ofThisJdk().number(field, name).isEmpty()) {
                return Optional.of("names '" + name + "', " + unknown(field));
            }
            if (!seen.add(name)) {
                return Optional.of("names '" + name + "' twice");
            }
        }
        return Optional.empty();
    }

    private static String unknown(TlsField field) {
        String known = String.join(", ", TlsNames.ofThisJdk().of(field));
        return field == TlsField.ALPN
                ? "but the gateway speaks HTTP/1.1 to vendors, and whoever is offered something else may answer in it;"
                        + " it may name " + known
                : "which this JDK does not offer; it offers " + known;
    }

    private static Optional<Objection> unoffered(TlsProfile profile, ClientHello hello) {
        for (TlsField field : TlsField.values()) {
            for (String name : field.of(profile)) {
                boolean offered = field == TlsField.ALPN
                        || TlsNames.ofThisJdk()
                                .number(field, name)
                                .filter(field.in(hello)::contains)
                                .isPresent();
                if (!offered) {
                    return Optional.of(new Objection(
                            Optional.of(field),
                            "names '" + name + "', which the rest of the profile leaves no use for"));
                }
            }
        }
        return Optional.empty();
    }
}
