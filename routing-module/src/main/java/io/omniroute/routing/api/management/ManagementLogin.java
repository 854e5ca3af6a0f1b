package io.omniroute.routing.api.management;

import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.Logins;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;

/** Lets nobody in under {@code /api} who has not proved who he is, and no write that another site's page sent. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class ManagementLogin implements ContainerRequestFilter {
    private static final String CHALLENGE = "Basic realm=\"OmniRoute\", charset=\"UTF-8\"";

    private final Logins logins;
    private final ClientAddress addresses;
    private final AuditTrail trail;

    @Context
    HttpServletRequest servletRequest;

    @Inject
    public ManagementLogin(Logins logins, ClientAddress addresses, AuditTrail trail) {
        this.logins = logins;
        this.addresses = addresses;
        this.trail = trail;
    }

    public ManagementLogin() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!ManagementPath.matches(request.getUriInfo())) {
            return;
        }
        String address = addresses.of(
                servletRequest.getRemoteAddr(), request.getHeaders().getOrDefault("X-Forwarded-For", List.of()));
        String target = request.getMethod() + " /" + ManagementPath.text(request.getUriInfo());
        if (CrossSite.isWrite(request)) {
            trail.refused(new Actor("anonymous", address), "auth.cross-site", target);
            request.abortWith(ManagementErrors.response(
                    403, "Pages of other sites may not change anything here.", Optional.empty()));
            return;
        }
        Optional<BasicCredentials> credentials =
                BasicCredentials.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (credentials.isEmpty()) {
            logins.missing(address, target);
            request.abortWith(challenge("Log in with HTTP Basic."));
            return;
        }
        logIn(request, credentials.get(), address, target);
    }

    private void logIn(ContainerRequestContext request, BasicCredentials credentials, String address, String target) {
        switch (logins.attempt(credentials.name(), credentials.password(), address, target)) {
            case Logins.Outcome.Welcome welcome ->
                request.setSecurityContext(new CallerContext(
                        welcome.caller(),
                        request.getUriInfo().getRequestUri().getScheme().equals("https")));
            case Logins.Outcome.Wrong wrong -> request.abortWith(challenge("The name or the password is wrong."));
            case Logins.Outcome.ShutOut shutOut ->
                request.abortWith(Response.fromResponse(ManagementErrors.response(
                                429, "Too many failed logins from this address.", Optional.empty()))
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                shutOut.left().plusMillis(999).toSeconds())
                        .build());
        }
    }

    private static Response challenge(String message) {
        // RFC 7617, section 2.1: charset tells clients how to encode the credentials
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ManagementErrors.body(message, Optional.empty()))
                .build();
    }
}
