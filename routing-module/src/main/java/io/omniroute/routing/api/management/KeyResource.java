package io.omniroute.routing.api.management;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.KeyKind;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Gateway keys. A new one is shown in the answer that tells of its making, and never again. */
@Path("/api/keys")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class KeyResource extends ObjectResource<ApiKeyId, ApiKey> {
    @Inject
    public KeyResource(Administration administration, KeyKind kind) {
        super(administration, kind);
    }

    public KeyResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null);
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
        JsonObject shown =
                Json.createObjectBuilder(show(created)).add("key", key).build();
        return created(created, shown, uri);
    }
}
