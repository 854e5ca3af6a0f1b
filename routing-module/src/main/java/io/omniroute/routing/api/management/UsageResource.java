package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.RatingDesk;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageLedger.Grouping;
import io.omniroute.routing.usage.UsageSum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was used and what it cost. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class UsageResource {
    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);

    private final UsageLedger ledger;
    private final RatingDesk rating;
    private final Quotas quotas;
    private final Clock clock;

    @Inject
    public UsageResource(UsageLedger ledger, RatingDesk rating, Quotas quotas, Clock clock) {
        this.ledger = ledger;
        this.rating = rating;
        this.quotas = quotas;
        this.clock = clock;
    }

    public UsageResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null, null);
    }

    /** Charges past calls by the prices that hold for their time now; beside history, not in it. */
    @POST
    @Path("rerate")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject rerate(Body body, @Context SecurityContext security) {
        return rating.rerate(body, CallerContext.actor(security));
    }

    /** {@code ?from=&to=&groupBy=model|provider|key|group|connection|day}; the last 30 days when nothing is said. */
    @GET
    @Path("history")
    public JsonObject history(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri);
        // a second ahead, so that what has just been recorded is inside
        Instant to = parameters.instant("to").orElseGet(() -> clock.instant().plusSeconds(1));
        Instant from = parameters.instant("from").orElse(to.minus(DEFAULT_SPAN));
        if (from.isAfter(to)) {
            throw Refusal.malformed("from", "'from' must not be after 'to'.");
        }
        String groupBy = parameters.text("groupBy").orElse("none");
        List<UsageSum> total = ledger.sums(from, to, Grouping.NONE);
        JsonArrayBuilder items = Json.createArrayBuilder();
        List<UsageSum> sums = groupBy.equals("none") ? total : ledger.sums(from, to, grouping(groupBy));
        sums.forEach(sum -> items.add(UsageJson.write(sum)));
        return Json.createObjectBuilder()
                .add("from", from.toString())
                .add("to", to.toString())
                .add("groupBy", groupBy)
                .add("items", items)
                .add("total", UsageJson.total(total))
                .build();
    }

    /** What is left of one account, and until when. */
    @GET
    @Path("{connectionId: [0-9a-fA-F-]+}")
    public JsonObject quotas(@PathParam("connectionId") UUID connectionId) {
        return quotas.require(connectionId);
    }

    private static Grouping grouping(String word) {
        return switch (word) {
            case "model" -> Grouping.MODEL;
            case "provider" -> Grouping.PROVIDER;
            case "key" -> Grouping.API_KEY;
            case "group" -> Grouping.GROUP;
            case "connection" -> Grouping.CONNECTION;
            case "day" -> Grouping.DAY;
            default ->
                throw Refusal.malformed(
                        "groupBy", "'groupBy' must be model, provider, key, group, connection, day or none.");
        };
    }
}
