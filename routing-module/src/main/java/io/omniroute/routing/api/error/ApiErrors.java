package io.omniroute.routing.api.error;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.api.CallIntake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Error answers outside a call's own road: unknown paths, wrong methods, model lists. Rendered in the path's format. */
@ApplicationScoped
public class ApiErrors {
    private final Codecs codecs;

    @Inject
    public ApiErrors(Codecs codecs) {
        this.codecs = codecs;
    }

    protected ApiErrors() {
        this(null); // for the CDI proxy
    }

    public Response of(HttpServletRequest request, Failure failure) {
        String requestId = CallIntake.requestId(request);
        byte[] body = codecs.client(format(request)).writeError(failure, requestId);
        Response.ResponseBuilder response = Response.status(failure.status())
                .entity(body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("X-Request-Id", requestId);
        failure.retryAfter().ifPresent(wait -> response.header("Retry-After", Math.max(1, wait.toSeconds())));
        return response.build();
    }

    /** Sends it where no JAX-RS is. @throws IOException when the caller left */
    public void send(HttpServletRequest request, HttpServletResponse response, Failure failure) throws IOException {
        String requestId = CallIntake.requestId(request);
        byte[] body = codecs.client(format(request)).writeError(failure, requestId);
        response.setStatus(failure.status());
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setContentLength(body.length);
        response.setHeader("X-Request-Id", requestId);
        response.getOutputStream().write(body);
    }

    private static WireFormat format(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.contains("/v1beta") || request.getHeader("x-goog-api-key") != null) {
            return WireFormat.GEMINI;
        }
        return path.contains("/messages") || request.getHeader("anthropic-version") != null
                ? WireFormat.ANTHROPIC_MESSAGES
                : WireFormat.OPENAI_CHAT;
    }
}
