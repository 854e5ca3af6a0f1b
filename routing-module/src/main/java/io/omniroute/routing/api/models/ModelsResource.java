package io.omniroute.routing.api.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import io.omniroute.routing.api.CallIntake;
import io.omniroute.routing.api.error.ApiErrors;
import io.omniroute.routing.gateway.ModelDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/**
 * {@code GET /v1/models} and {@code /v1/models/{id}} for OpenAI clients, for Anthropic's when {@code anthropic-version} is
 * sent; {@code /v1beta/models} for Gemini's (and for them under {@code /v1} when they send {@code x-goog-api-key}).
 */
@Path("/{version: v1|v1beta}/models")
@ApplicationScoped
public class ModelsResource {
    @Inject
    ModelDirectory directory;

    @Inject
    ApiErrors errors;

    @GET
    public Response list(@PathParam("version") String version, @Context HttpServletRequest request) {
        return answer(request, () -> shape(version, request).list(directory.list(CallIntake.visitor(request))));
    }

    @GET
    @Path("{id: .+}")
    public Response find(
            @PathParam("version") String version, @PathParam("id") String id, @Context HttpServletRequest request) {
        return answer(request, () -> shape(version, request).one(directory.require(CallIntake.visitor(request), id)));
    }

    private static ModelShape shape(String version, HttpServletRequest request) {
        if (version.equals("v1beta") || request.getHeader("x-goog-api-key") != null) {
            return ModelShape.GEMINI;
        }
        return request.getHeader("anthropic-version") != null ? ModelShape.ANTHROPIC : ModelShape.OPENAI;
    }

    private Response answer(HttpServletRequest request, Supplier<JsonNode> body) {
        try {
            return Response.ok(Json.bytes(body.get()), MediaType.APPLICATION_JSON_TYPE)
                    .header("X-Request-Id", CallIntake.requestId(request))
                    .build();
        } catch (GatewayException e) {
            return errors.of(request, e.failure());
        }
    }
}
