package io.omniroute.routing.api.operations;

import io.omniroute.routing.operations.MetricsPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;

/** {@code GET /metrics}, on servers without one of their own: Payara answers that address before the application can. */
@Path("/metrics")
@ApplicationScoped
public class MetricsResource {
    @Inject
    Optional<MetricsPage> page;

    @GET
    public Response show() {
        MetricsPage shown = page.orElseThrow(NotFoundException::new);
        StreamingOutput text = shown::writeTo;
        return Response.ok(text, shown.contentType()).build();
    }
}
