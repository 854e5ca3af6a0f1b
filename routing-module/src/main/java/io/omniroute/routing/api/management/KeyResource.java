package io.omniroute.routing.api.management;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.access.RetiredSecret;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.KeyKind;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Gateway keys. A new one is shown in the answer that tells of its making, and never again. */
@Path("/api/keys")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class KeyResource extends ObjectResource<ApiKeyId, ApiKey> {
    private static final Duration MAX_OVERLAP = Duration.ofDays(30);

    private final Clock clock;

    @Inject
    public KeyResource(Administration administration, KeyKind kind, Clock clock) {
        super(administration, kind);
        this.clock = clock;
    }

    public KeyResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    @Override
    public Response create(Body body, UriInfo uri, SecurityContext security) {
        if (body.has("key") || body.has("keyHash")) {
            return super.create(body, uri, security); // whoever brought the key knows it
        }
        String key = KeySecrets.generate();
        Body withKey =
                Body.of(Json.createObjectBuilder(body.json()).add("key", key).build());
        ApiKey created = administration().create(kind(), withKey, CallerContext.actor(security));
        return created(created, shown(created, key), uri);
    }

    /** A new secret, shown once; the old one is taken for {@code overlapSeconds} more. */
    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject rotate(@PathParam("id") String id, Body body, @Context SecurityContext security) {
        body.allow(Set.of("overlapSeconds"));
        Duration overlap = body.whole("overlapSeconds", 0, MAX_OVERLAP.toSeconds())
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
        String key = KeySecrets.generate();
        Instant until = clock.instant().plus(overlap).truncatedTo(ChronoUnit.MILLIS);
        ApiKey rotated = administration()
                .change(
                        kind(),
                        id,
                        "rotate",
                        old -> old.rotated(
                                KeySecrets.hash(key),
                                KeySecrets.hint(key),
                                overlap.isZero()
                                        ? Optional.empty()
                                        : Optional.of(new RetiredSecret(old.hash(), until))),
                        CallerContext.actor(security));
        return shown(rotated, key);
    }

    private JsonObject shown(ApiKey made, String key) {
        return Json.createObjectBuilder(show(made)).add("key", key).build();
    }
}
