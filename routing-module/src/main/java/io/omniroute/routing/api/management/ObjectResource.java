package io.omniroute.routing.api.management;

import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.Kind;
import io.omniroute.routing.json.Body;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** The calls that every kind of configuration object answers alike. Subclasses bring the path and the permissions. */
@Produces(MediaType.APPLICATION_JSON)
public abstract class ObjectResource<K, V> {
    private final Administration administration;
    private final Kind<K, V> kind;

    protected ObjectResource(Administration administration, Kind<K, V> kind) {
        this.administration = administration;
        this.kind = kind;
    }

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return Pages.cut(administration.list(kind), new Parameters(uri), kind::id, this::show);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Body body, @Context UriInfo uri, @Context SecurityContext security) {
        V created = administration.create(kind, body, CallerContext.actor(security));
        return created(created, show(created), uri);
    }

    /** The id may hold slashes: that of a custom model does. */
    @GET
    @Path("{id: .+}")
    public JsonObject find(@PathParam("id") String id) {
        return show(administration.require(kind, id));
    }

    @PUT
    @Path("{id: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject replace(@PathParam("id") String id, Body body, @Context SecurityContext security) {
        return show(administration.replace(kind, id, body, CallerContext.actor(security)));
    }

    @PATCH
    @Path("{id: .+}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject patch(@PathParam("id") String id, Body body, @Context SecurityContext security) {
        return show(administration.patch(kind, id, body, CallerContext.actor(security)));
    }

    @DELETE
    @Path("{id: .+}")
    public Response remove(@PathParam("id") String id, @Context SecurityContext security) {
        administration.remove(kind, id, CallerContext.actor(security));
        return Response.noContent().build();
    }

    /** The object as the API shows it. */
    protected JsonObject show(V value) {
        return kind.write(value);
    }

    protected Administration administration() {
        return administration;
    }

    protected Kind<K, V> kind() {
        return kind;
    }

    protected Response created(V value, JsonObject shown, UriInfo uri) {
        return Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .resolveTemplate("id", kind.id(value), false)
                        .build())
                .entity(shown)
                .build();
    }
}
