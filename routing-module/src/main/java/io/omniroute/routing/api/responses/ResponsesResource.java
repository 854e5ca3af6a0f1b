package io.omniroute.routing.api.responses;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.api.CallRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Optional;

/** {@code POST /v1/responses}: OpenAI Responses. */
@Path("/v1/responses")
@ApplicationScoped
public class ResponsesResource {
    @Inject
    CallRunner calls;

    @POST
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse reply) {
        calls.chat(WireFormat.OPENAI_RESPONSES, Optional.empty(), request, body, reply);
    }
}
