package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Caller;
import io.omniroute.routing.audit.Actor;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;

/** A caller as JAX-RS hands it on. */
record CallerContext(Caller caller, boolean secure) implements SecurityContext {
    static Optional<Caller> caller(SecurityContext context) {
        return context != null && context.getUserPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** @throws IllegalStateException when the filters did not run */
    static Actor actor(SecurityContext context) {
        return caller(context)
                .map(Caller::actor)
                .orElseThrow(() -> new IllegalStateException("a management call without a login got through"));
    }

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.role().name().equals(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return BASIC_AUTH;
    }
}
