package io.omniroute.routing.api;

import io.omniroute.routing.gateway.ClientGoneException;
import io.omniroute.routing.gateway.ClientReply;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A reply through JAX-RS. {@code resume} writes on the thread that calls it (Jersey and RESTEasy both), so the virtual
 * thread of the call writes its own answer.
 */
final class SuspendedReply implements ClientReply {
    private final AsyncResponse suspended;

    SuspendedReply(AsyncResponse suspended) {
        this.suspended = suspended;
    }

    @Override
    public void send(int status, Map<String, String> headers, byte[] body) {
        // the length is known, so the answer needs no chunks and leaves in one piece
        resume(response(status, headers).header("Content-Length", body.length).entity(body));
    }

    @Override
    public void stream(Map<String, String> headers, StreamBody body) {
        AtomicReference<ClientGoneException> gone = new AtomicReference<>();
        StreamingOutput output = out -> {
            try {
                body.writeTo(out);
            } catch (ClientGoneException e) {
                gone.set(e); // the container need not hear of it: its socket is dead
            }
        };
        resume(response(200, headers).entity(output));
        if (gone.get() != null) {
            throw gone.get();
        }
    }

    private void resume(Response.ResponseBuilder response) {
        if (!suspended.resume(response.build())) {
            throw new ClientGoneException(new IOException("the container had ended the exchange"));
        }
    }

    private static Response.ResponseBuilder response(int status, Map<String, String> headers) {
        Response.ResponseBuilder response = Response.status(status);
        headers.forEach(response::header);
        return response;
    }
}
