package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.AliasKind;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.models.ModelAlias;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Other names for models. */
@Path("/api/models/alias")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class AliasResource extends ObjectResource<String, ModelAlias> {
    @Inject
    public AliasResource(Administration administration, AliasKind kind) {
        super(administration, kind);
    }

    public AliasResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null);
    }

    /** Makes the alias or points it elsewhere. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(Body body, @Context SecurityContext security) {
        return show(administration().apply(kind(), body, CallerContext.actor(security)));
    }

    /** {@code ?alias=}, for names that do not go well into a path. */
    @DELETE
    public Response removeNamed(@Context UriInfo uri, @Context SecurityContext security) {
        return remove(new Parameters(uri).require("alias"), security);
    }
}
