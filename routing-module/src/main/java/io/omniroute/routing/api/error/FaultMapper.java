package io.omniroute.routing.api.error;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.routing.api.CallIntake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A fault of ours: the log gets all of it, the caller only that it happened and under which request id. */
@Provider
@ApplicationScoped
public class FaultMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(FaultMapper.class.getName());

    private final ApiErrors errors;

    @Context
    HttpServletRequest request;

    @Inject
    public FaultMapper(ApiErrors errors) {
        this.errors = errors;
    }

    public FaultMapper() {
        this(null); // for the CDI proxy, and RESTEasy wants it public
    }

    @Override
    public Response toResponse(Throwable fault) {
        LOG.log(Level.ERROR, "Request " + CallIntake.requestId(request) + " failed inside the gateway", fault);
        return errors.of(request, Failure.of(FailureKind.INTERNAL, "The gateway failed; its log tells more."));
    }
}
