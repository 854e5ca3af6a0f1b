package io.omniroute.routing.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/**
 * Forgives the addresses that tools make up: {@code /v1/v1/…} (tools that append /v1 themselves), the endpoints at the
 * root (tools that expect a base URL with /v1), and {@code /codex/…}.
 */
@Provider
@PreMatching
public class PathRewrites implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String path = uri.getPath(false);
        String wanted = rewritten(path.startsWith("/") ? path.substring(1) : path);
        if (wanted != null) {
            request.setRequestUri(uri.getRequestUriBuilder()
                    .replacePath(uri.getBaseUri().getRawPath() + wanted)
                    .build());
        }
    }

    /** @return the path to serve instead, or null when it is fine as it is; null because this runs for every request */
    public static String rewritten(String path) {
        if (path.startsWith("v1/v1/") || path.startsWith("v1/v1beta/")) {
            return path.substring("v1/".length());
        }
        if (path.equals("codex") || path.startsWith("codex/")) {
            return "v1/responses";
        }
        boolean root = path.equals("chat/completions")
                || path.equals("responses")
                || path.equals("models")
                || path.startsWith("models/")
                || path.equals("messages")
                || path.equals("messages/count_tokens");
        return root ? "v1/" + path : null;
    }
}
