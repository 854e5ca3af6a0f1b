package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.cache.CacheStats;
import io.omniroute.routing.json.Amounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** What the cache of this node holds and has saved. */
@Path("/api/cache/stats")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class CacheStatsResource {
    private final AnswerCache cache;
    private final AuditTrail trail;

    @Inject
    public CacheStatsResource(AnswerCache cache, AuditTrail trail) {
        this.cache = cache;
        this.trail = trail;
    }

    public CacheStatsResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null);
    }

    @GET
    public JsonObject current() {
        return write(cache.stats());
    }

    /** Forgets all answers, and counts anew. */
    @DELETE
    public Response clear(@Context SecurityContext security) {
        JsonObject before = write(cache.stats());
        cache.clear();
        trail.changed(CallerContext.actor(security), "cache.clear", "cache", Optional.of(before), Optional.empty());
        return Response.noContent().build();
    }

    static JsonObject write(CacheStats stats) {
        long asked = stats.hits() + stats.misses();
        return Json.createObjectBuilder()
                .add("entries", stats.entries())
                .add("bytes", stats.bytes())
                .add("hits", stats.hits())
                .add("misses", stats.misses())
                .add("hitRate", asked == 0 ? 0.0 : (double) stats.hits() / asked)
                .add("evictions", stats.evictions())
                .add("savedTokens", stats.savedTokens())
                .add("savedUsd", Amounts.plain(stats.savedUsd()))
                .build();
    }
}
