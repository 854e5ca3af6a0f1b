package io.omniroute.routing.api.management;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Someone forgot to say who may call it. */
@Path("/api/undeclared")
public final class UndeclaredResource {
    @GET
    public String read() {
        return "leaked";
    }
}
