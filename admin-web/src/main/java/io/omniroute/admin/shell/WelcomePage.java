package io.omniroute.admin.shell;

import io.omniroute.provider.client.GatewayVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a browser finds at the gateway's address: how to call it. Needs no login and tells nothing that a call would not. */
@ApplicationScoped
@Path("/")
public class WelcomePage {
    /** Nothing but its own style sheet: no script, no frame, no form. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PAGE = text("welcome.html").replace("@version@", GatewayVersion.VERSION);
    private static final String STYLE = text("welcome.css");

    @GET
    public Response page(@Context UriInfo address) {
        return answer(page(address.getBaseUri()), "text/html;charset=utf-8");
    }

    @GET
    @Path("welcome.css")
    public Response style() {
        return answer(STYLE, "text/css;charset=utf-8");
    }

    /** @param base the address as the caller sees it; its host is the caller's own word */
    static String page(URI base) {
        return PAGE.replace("@base@", escaped(base.toString()));
    }

    private static Response answer(String text, String type) {
        return Response.ok(text, type)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String text(String name) {
        try (InputStream in = WelcomePage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
