package io.omniroute.routing.api;

import io.omniroute.provider.client.GatewayVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says which service answers at this address; needs no key, so that a client can be checked for the right base URL. */
@ApplicationScoped
@Path("v1")
public class ServiceInfoResource {
    private static final JsonObject INFO = Json.createObjectBuilder()
            .add("name", "OmniRoute")
            .add("version", GatewayVersion.VERSION)
            .add("status", "ok")
            .add(
                    "endpoints",
                    Json.createObjectBuilder()
                            .add("openai_chat", "/v1/chat/completions")
                            .add("openai_responses", "/v1/responses")
                            .add("anthropic_messages", "/v1/messages")
                            .add("gemini", "/v1beta/models")
                            .add("models", "/v1/models")
                            .add("health", "/health")
                            .add("openapi", "/openapi"))
            .build();

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject info() {
        return INFO;
    }
}
