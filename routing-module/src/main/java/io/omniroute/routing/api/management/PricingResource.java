package io.omniroute.routing.api.management;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.PriceList;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** What models cost. */
@Path("/api/pricing")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class PricingResource {
    private final PriceList prices;

    @Inject
    public PricingResource(PriceList prices) {
        this.prices = prices;
    }

    public PricingResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject current() {
        return prices.current();
    }

    /** The prices that administrators set, past and future ones too. */
    @GET
    @Path("dated")
    public JsonObject dated(@Context UriInfo uri) {
        return Pages.cut(prices.dated(price -> true), new Parameters(uri), PriceList::id, PriceList::write);
    }

    /** Sets the prices in the body; the others stay. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(Body body, @Context SecurityContext security) {
        prices.set(body, CallerContext.actor(security));
        return prices.current();
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject patch(Body body, @Context SecurityContext security) {
        return set(body, security);
    }

    /** {@code ?provider=[&model=][&validFrom=]}. */
    @DELETE
    public Response remove(@Context UriInfo uri, @Context SecurityContext security) {
        Parameters parameters = new Parameters(uri);
        ProviderId provider = prices.owner(parameters.require("provider"));
        prices.remove(
                provider, parameters.text("model"), parameters.instant("validFrom"), CallerContext.actor(security));
        return Response.noContent().build();
    }
}
