package io.omniroute.routing.api.management;

import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Holds the IP filter against management calls too, where it says so. Loopback always passes: whoever has the machine
 * needs a way to mend the filter. It stands before the login, so that nobody tries passwords from an address that is shut out.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
@ApplicationScoped
public class AddressGate implements ContainerRequestFilter {
    private final Snapshots snapshots;
    private final ClientAddress addresses;
    private final AuditTrail trail;

    @Context
    HttpServletRequest servletRequest;

    @Inject
    public AddressGate(Snapshots snapshots, ClientAddress addresses, AuditTrail trail) {
        this.snapshots = snapshots;
        this.addresses = addresses;
        this.trail = trail;
    }

    public AddressGate() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!ManagementPath.matches(request.getUriInfo())) {
            return;
        }
        IpFilter filter = snapshots.current().policies().ipFilter();
        if (!filter.enabled() || !filter.coverManagement()) {
            return;
        }
        String address = addresses.of(
                servletRequest.getRemoteAddr(), request.getHeaders().getOrDefault("X-Forwarded-For", List.of()));
        if (filter.lets(address) || Bans.isLoopback(address)) {
            return;
        }
        String target = request.getMethod() + " /" + ManagementPath.text(request.getUriInfo());
        trail.refused(new Actor("anonymous", address), "auth.address", target);
        request.abortWith(ManagementErrors.response(403, "Calls from this address are not allowed.", Optional.empty()));
    }
}
