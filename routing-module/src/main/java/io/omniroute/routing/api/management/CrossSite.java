package io.omniroute.routing.api.management;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Recognises requests that a page of another site made a browser send: browsers add stored Basic credentials to them as they
 * would a cookie.
 */
final class CrossSite {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    /** Fetch Metadata: the user himself, or a page of this very origin. */
    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");

    private CrossSite() {}

    static boolean isWrite(ContainerRequestContext request) {
        if (SAFE_METHODS.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITE.contains(site);
        }
        String origin = request.getHeaderString("Origin");
        return origin != null && !isOwn(origin, request.getHeaderString(HttpHeaders.HOST));
    }

    private static boolean isOwn(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
