package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.cache.CacheStats;
import io.omniroute.routing.cache.semantic.AnswerCaches;
import io.omniroute.routing.cache.semantic.EmbedderExtension;
import io.omniroute.routing.cache.semantic.EmbedderState;
import io.omniroute.routing.json.Amounts;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;
import java.util.Optional;

/** What the caches of this node hold and have saved. */
@Path("/api/cache/stats")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class CacheStatsResource {
    private final AnswerCaches caches;
    private final EmbedderExtension extension;
    private final AuditTrail trail;

    @Inject
    public CacheStatsResource(AnswerCaches caches, EmbedderExtension extension, AuditTrail trail) {
        this.caches = caches;
        this.extension = extension;
        this.trail = trail;
    }

    public CacheStatsResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    @GET
    public JsonObject current() {
        return write(caches.exact().stats()).add("semantic", semantic()).build();
    }

    /** Forgets all answers, and counts anew. @param kind of the cache; both when absent */
    @DELETE
    public Response clear(@QueryParam("kind") String kind, @Context SecurityContext security) {
        boolean exact = kind == null || "exact".equals(kind);
        boolean semantic = kind == null || "semantic".equals(kind);
        if (!exact && !semantic) {
            throw Refusal.invalid("kind", "'kind' must be exact or semantic.");
        }
        JsonObject before = current();
        if (exact) {
            caches.exact().clear();
        }
        if (semantic) {
            caches.semantic().clear();
            caches.embeddings().reset();
        }
        String target = kind == null ? "cache" : "cache:" + kind;
        trail.changed(CallerContext.actor(security), "cache.clear", target, Optional.of(before), Optional.empty());
        return Response.noContent().build();
    }

    private JsonObjectBuilder semantic() {
        EmbedderState state = extension.state();
        JsonObjectBuilder embedder =
                Json.createObjectBuilder().add("state", state.phase().name().toLowerCase(Locale.ROOT));
        state.model().ifPresent(model -> embedder.add("model", model));
        state.reason().ifPresent(reason -> embedder.add("reason", reason));
        return write(caches.semantic().stats())
                .add("skipped", caches.embeddings().skipped())
                .add("embedder", embedder);
    }

    static JsonObjectBuilder write(CacheStats stats) {
        long asked = stats.hits() + stats.misses();
        return Json.createObjectBuilder()
                .add("entries", stats.entries())
                .add("bytes", stats.bytes())
                .add("hits", stats.hits())
                .add("misses", stats.misses())
                .add("hitRate", asked == 0 ? 0.0 : (double) stats.hits() / asked)
                .add("evictions", stats.evictions())
                .add("savedTokens", stats.savedTokens())
                .add("savedUsd", Amounts.plain(stats.savedUsd()));
    }
}
