package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.access.User;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.UserKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** Logins for the management API and the console. */
@Path("/api/users")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class UserResource extends ObjectResource<String, User> {
    @Inject
    public UserResource(Administration administration, UserKind kind) {
        super(administration, kind);
    }

    public UserResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null);
    }
}
