package io.omniroute.routing.api.error;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** What JAX-RS itself turns away (404, 405, 415 and their like), told in the format of whoever asked. */
@Provider
@ApplicationScoped
public class UnservedMapper implements ExceptionMapper<WebApplicationException> {
    private final ApiErrors errors;

    @Context
    HttpServletRequest request;

    @Inject
    public UnservedMapper(ApiErrors errors) {
        this.errors = errors;
    }

    public UnservedMapper() {
        this(null); // for the CDI proxy, and RESTEasy wants it public
    }

    @Override
    public Response toResponse(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        FailureKind kind =
                status == 404 ? FailureKind.NOT_FOUND : status < 500 ? FailureKind.BAD_REQUEST : FailureKind.INTERNAL;
        Failure failure =
                new Failure(kind, status, message(status), Optional.empty(), Optional.empty(), Optional.empty());
        Response answer = errors.of(request, failure);
        String allowed = e.getResponse().getHeaderString("Allow");
        return allowed == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allowed).build();
    }

    private String message(int status) {
        String what = request.getMethod() + " " + request.getRequestURI();
        return switch (status) {
            case 404 -> "There is nothing at " + what + ".";
            case 405 -> what + " is not possible; the Allow header names the methods that are.";
            case 415 -> what + " takes application/json.";
            default -> what + " was refused by the server.";
        };
    }
}
