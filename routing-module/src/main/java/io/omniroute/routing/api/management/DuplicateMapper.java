package io.omniroute.routing.api.management;

import io.omniroute.provider.store.DuplicateException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Renders duplicates that only the database noticed, because two callers were at it at once. */
@Provider
@ApplicationScoped
public class DuplicateMapper implements ExceptionMapper<DuplicateException> {
    @Override
    public Response toResponse(DuplicateException duplicate) {
        return ManagementErrors.response(409, duplicate.getMessage(), Optional.of(duplicate.field()));
    }
}
