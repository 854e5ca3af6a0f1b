package io.omniroute.routing.api.chat;

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

/** {@code POST /v1/chat/completions}: OpenAI Chat Completions. */
@Path("/v1/chat/completions")
@ApplicationScoped
public class ChatCompletionsResource {
    @Inject
    CallRunner calls;

    @POST
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse reply) {
        calls.chat(WireFormat.OPENAI_CHAT, Optional.empty(), request, body, reply);
    }
}
