package io.omniroute.routing.api.management;

import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.tls.Fingerprint;
import io.omniroute.provider.tls.Handshakes;
import io.omniroute.provider.tls.TlsField;
import io.omniroute.provider.tls.TlsNames;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.TlsJson;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What TLS profiles of connections may name, and how one would look on the network. Nothing is kept. */
@Path("/api/settings/tls")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class TlsResource {
    private static final int MAX_NAME = 253; // RFC 1035, 2.3.4, as text

    /** The names that the JDK under this gateway offers, in the order that it prefers. */
    @GET
    public JsonObject names() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (TlsField field : TlsField.values()) {
            json.add(field.label(), Json.createArrayBuilder(TlsNames.ofThisJdk().of(field)));
        }
        return json.build();
    }

    /** Of {@code profile} at {@code host}; without a profile it is the platform's own, without a host that at an IP address. */
    @POST
    @Path("fingerprint")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject fingerprint(Body body) {
        body.allow(Set.of("profile", "host"));
        TlsProfile profile = TlsJson.read(body, "profile").orElse(TlsProfile.PLATFORM);
        String host = body.line("host", MAX_NAME).orElse("");
        boolean hasPort = host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':');
        if (hasPort || !host.chars().allMatch(TlsResource::mayStandInAHost)) {
            throw body.invalid("host", "'host' must be a host name or an IP address, without scheme and port.");
        }
        try {
            return TlsJson.write(Fingerprint.of(Handshakes.hello(profile, host)));
        } catch (SSLException e) {
            throw body.invalid("profile", "'profile' makes no handshake: " + e.getMessage() + ".");
        }
    }

    private static boolean mayStandInAHost(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || ".-_:".indexOf(c) >= 0;
    }
}
