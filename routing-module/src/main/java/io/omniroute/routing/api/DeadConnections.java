package io.omniroute.routing.api;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Keeps a client that leaves from being taken for a fault. JAX-RS flushes an answer once more when its body is written, and
 * Jersey logs the stack trace if the connection is gone by then. Whoever writes a body learns of a lost connection by the
 * write that fails; afterwards there is nobody left to tell.
 */
@Provider
public class DeadConnections implements WriterInterceptor {
    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        Guarded out = new Guarded(context.getOutputStream());
        context.setOutputStream(out);
        try {
            context.proceed();
        } catch (IOException | RuntimeException e) {
            if (!out.lost) {
                throw e;
            }
        } finally {
            out.bodyWritten = true;
        }
    }

    /** Tells of a failure while the body is written, and of none after that. Confined to the thread that answers. */
    private static final class Guarded extends OutputStream {
        private final OutputStream out;
        private volatile boolean lost;
        private boolean bodyWritten;

        private Guarded(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            try {
                out.write(b);
            } catch (IOException e) {
                fail(e);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                fail(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                fail(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                fail(e);
            }
        }

        private void fail(IOException e) throws IOException {
            lost = true;
            if (!bodyWritten) {
                throw e;
            }
        }
    }
}
