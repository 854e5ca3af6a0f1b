package io.omniroute.routing.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Optional;

/**
 * Gives every error under {@code /api} its one shape, whoever found it: the resources, JAX-RS (404, 405, 415) or a mapper
 * made for other paths. Keeps answers out of caches.
 */
@Provider
@ApplicationScoped
public class ManagementAnswers implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!ManagementPath.matches(request.getUriInfo())) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        if (response.getStatus() >= 400 && !isOurs(response.getEntity())) {
            response.setEntity(
                    ManagementErrors.body(ManagementErrors.messageOf(response.getStatus()), Optional.empty()),
                    new Annotation[0],
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static boolean isOurs(Object entity) {
        return entity instanceof JsonObject json
                && json.get("error") instanceof JsonObject error
                && error.containsKey("message");
    }
}
