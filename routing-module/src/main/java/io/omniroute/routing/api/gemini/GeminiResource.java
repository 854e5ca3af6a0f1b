package io.omniroute.routing.api.gemini;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.api.CallRunner;
import io.omniroute.routing.api.error.ApiErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Optional;

/**
 * {@code POST /v1beta/models/{model}:{action}}, also under {@code /v1} where newer SDKs post. The model may hold slashes
 * and colons; the action is what stands behind the last colon. The root path is that of the models resource on purpose:
 * only resources of one path template are matched together (Jakarta REST 3.1, 3.7.2), and RESTEasy keeps to that.
 */
@Path("/{version: v1|v1beta}/models")
@ApplicationScoped
public class GeminiResource {
    @Inject
    CallRunner calls;

    @Inject
    ApiErrors errors;

    @POST
    @Path("{target: .+}")
    public void act(
            @PathParam("target") String target,
            @QueryParam("alt") String alt,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse reply) {
        int colon = target.lastIndexOf(':');
        String model = colon < 0 ? target : target.substring(0, colon);
        String action = colon < 0 ? "" : target.substring(colon + 1);
        boolean array = !"sse".equals(alt);
        switch (action) {
            case "generateContent" -> chat(Envelope.ofPath(model, false, false), request, body, reply);
            case "streamGenerateContent" -> chat(Envelope.ofPath(model, true, array), request, body, reply);
            case "countTokens" ->
                calls.count(WireFormat.GEMINI, Optional.of(Envelope.ofPath(model, false, false)), request, body, reply);
            default ->
                reply.resume(errors.notFound(
                        request,
                        "There is no method '" + action
                                + "'; use generateContent, streamGenerateContent or countTokens."));
        }
    }

    private void chat(Envelope envelope, HttpServletRequest request, InputStream body, AsyncResponse reply) {
        calls.chat(WireFormat.GEMINI, Optional.of(envelope), request, body, reply);
    }
}
