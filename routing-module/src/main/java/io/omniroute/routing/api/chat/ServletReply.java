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
    private static final int LARGEST_BUFFER = 8 << 10;
    /** An event of a stream mostly fits in; a larger one is sent as it is. */
    private static final int EVENT_BUFFER = 1 << 10;

    private final Runnable completion;
    private final HttpServletResponse response;
    private final boolean fitsBuffer;
    private final AtomicBoolean answered = new AtomicBoolean();

    private ServletReply(HttpServletResponse response, Runnable completion, boolean fitsBuffer) {
        this.completion = completion;
        this.response = response;
        this.fitsBuffer = fitsBuffer;
    }

    /** @param completion ends asynchronous processing */
    static ServletReply later(HttpServletResponse response, Runnable completion) {
        return new ServletReply(response, completion, false);
    }

    /**
     * On the thread of the request, in the runnable jar. Its container makes a buffer for each write that is flushed, of 8 KiB
     * unless told otherwise; others have pools of buffers, and would make one beside it.
     */
    static ServletReply now(HttpServletResponse response) {
        return new ServletReply(response, () -> {}, true);
    }

    @Override
    public void send(int status, Map<String, String> headers, byte[] body) {
        answer(status, headers, body.length, out -> {
            response.setContentLength(body.length);
            out.write(body);
        });
    }

    @Override
    public void stream(Map<String, String> headers, StreamBody body) {
        answer(200, headers, EVENT_BUFFER, body);
    }

    private void answer(int status, Map<String, String> headers, int writeBytes, StreamBody body) {
        answered.set(true);
        try {
            response.setStatus(status);
            headers.forEach(response::setHeader);
            if (fitsBuffer) {
                response.setBufferSize(Math.max(1, Math.min(writeBytes, LARGEST_BUFFER)));
            }
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
