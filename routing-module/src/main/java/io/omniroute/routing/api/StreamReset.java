package io.omniroute.routing.api;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BooleanSupplier;

/**
 * Whether a client has cancelled one call of an HTTP/2 connection (RST_STREAM, RFC 9113, 6.4). The Servlet API does not
 * tell. Grizzly, the HTTP server of Payara, keeps its stream as an attribute of the request, and a stream that is not open
 * while its answer is still owed was reset. Reached by its public method's name, because no other server has the class;
 * there the next write tells.
 */
final class StreamReset {
    /** {@code Http2Stream.HTTP2_STREAM_ATTRIBUTE}. */
    static final String GRIZZLY_STREAM = "@RoA.org.glassfish.grizzly.http2.Http2Stream";

    private static final BooleanSupplier NEVER = () -> false;

    /** By class: a redeployed or second server has one of its own. */
    private static final ClassValue<MethodHandle> IS_OPEN = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            try {
                return MethodHandles.publicLookup()
                        .findVirtual(type, "isOpen", MethodType.methodType(boolean.class))
                        .asType(MethodType.methodType(boolean.class, Object.class));
            } catch (ReflectiveOperationException e) {
                return MethodHandles.dropArguments(MethodHandles.constant(boolean.class, true), 0, Object.class);
            }
        }
    };

    private StreamReset() {}

    /** To be called on the thread that received the request; the result may be asked anywhere. */
    static BooleanSupplier of(HttpServletRequest request) {
        Object stream = request.getAttribute(GRIZZLY_STREAM);
        if (stream == null) {
            return NEVER;
        }
        MethodHandle isOpen = IS_OPEN.get(stream.getClass());
        return () -> !isOpen(isOpen, stream);
    }

    private static boolean isOpen(MethodHandle isOpen, Object stream) {
        try {
            return (boolean) isOpen.invokeExact(stream);
        } catch (Throwable e) { // declared by every method handle; Grizzly's only reads a field
            throw new IllegalStateException("The state of an HTTP/2 stream cannot be read.", e);
        }
    }
}
