package io.omniroute.routing.api.management;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** What the application has for anything unexpected, in the shape of another API. */
final class UnexpectedMapper implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable failure) {
        int status = failure instanceof WebApplicationException web
                ? web.getResponse().getStatus()
                : 500;
        if (status == 500) {
            failure.printStackTrace();
        }
        return Response.status(status)
                .entity("<html>secret</html>")
                .type("text/html")
                .build();
    }
}
