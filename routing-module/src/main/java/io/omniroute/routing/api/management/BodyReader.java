package io.omniroute.routing.api.management;

import io.omniroute.routing.json.Body;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Hands JSON objects to the resources as {@link Body}. No CDI bean: a client proxy has neither the annotation nor the
 * type argument by which Jersey prefers this reader to JSON-B's, and which of the two it took changed from start to start.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
public class BodyReader implements MessageBodyReader<Body> {
    /** No configuration object is larger; the check spares the heap. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Body.class;
    }

    @Override
    public Body readFrom(
            Class<Body> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        return Body.parse(new LimitedStream(in, MAX_BYTES));
    }
}
