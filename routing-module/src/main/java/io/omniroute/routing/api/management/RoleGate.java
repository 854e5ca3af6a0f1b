package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Caller;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/**
 * Asks of every management call whether the caller's role may do it. What is found by a strange spelling of the path, and so
 * slipped past the login, has no caller and is refused here; so is a method that declares no permission.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class RoleGate implements ContainerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final AuditTrail trail;

    @Context
    ResourceInfo resource;

    @Inject
    public RoleGate(AuditTrail trail) {
        this.trail = trail;
    }

    public RoleGate() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Access> access = access(resource.getResourceClass(), resource.getResourceMethod());
        if (access.isEmpty() && !ManagementPath.matches(request.getUriInfo())) {
            return;
        }
        Optional<Caller> caller = CallerContext.caller(request.getSecurityContext());
        Optional<Permission> needed =
                access.map(found -> READS.contains(request.getMethod()) ? found.read() : found.write());
        if (caller.isPresent()
                && needed.filter(permission ->
                                permission.isGrantedTo(caller.get().role()))
                        .isPresent()) {
            return;
        }
        String target = request.getMethod() + " /" + ManagementPath.text(request.getUriInfo());
        trail.refused(caller.map(Caller::actor).orElse(new Actor("anonymous", "")), "auth.forbidden", target);
        String role = caller.map(known -> "The role " + known.role() + " may not do this.")
                .orElse("Log in first.");
        request.abortWith(ManagementErrors.response(caller.isPresent() ? 403 : 401, role, Optional.empty()));
    }

    /** The method's own declaration before its class's. */
    static Optional<Access> access(Class<?> type, Method method) {
        Access own = method == null ? null : method.getAnnotation(Access.class);
        if (own != null) {
            return Optional.of(own);
        }
        return type == null ? Optional.empty() : Optional.ofNullable(type.getAnnotation(Access.class));
    }
}
