package io.omniroute.routing.api.chat;

import io.omniroute.routing.gateway.ClientGoneException;
import io.omniroute.routing.gateway.ClientReply;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A reply through the Servlet API, written by the thread that calls it. What is flushed leaves at once; the container adds
 * chunks (RFC 9112, 7.1) where no length is known.
 */
final class ServletReply implements ClientReply {
    private final Runnable completion;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param completion ends asynchronous processing; nothing where there is none */
    ServletReply(HttpServletResponse response, Runnable completion) {
        this.completion = completion;
        this.response = response;
    }

    @Override
    public void send(int status, Map<String, String> headers, byte[] body) {
        answer(status, headers, out -> {
            response.setContentLength(body.length);
            out.write(body);
        });
    }

    @Override
    public void stream(Map<String, String> headers, StreamBody body) {
        answer(200, headers, body);
    }

    private void answer(int status, Map<String, String> headers, StreamBody body) {
        answered.set(true);
        try {
            response.setStatus(status);
            headers.forEach(response::setHeader);
            ServletOutputStream out = response.getOutputStream();
            body.writeTo(out);
            out.close();
        } catch (IOException
                | IllegalStateException e) { // a container that has ended the exchange has no state to offer
            throw new ClientGoneException(e instanceof IOException io ? io : new IOException(e));
        } finally {
            complete();
        }
    }

    /** Ends the exchange of a call that came to no answer. */
    void abandon() {
        if (!answered.get()) {
            complete();
        }
    }

    private void complete() {
        try {
            completion.run();
        } catch (IllegalStateException e) {
            // the container has ended it: its socket is dead
        }
    }
}
