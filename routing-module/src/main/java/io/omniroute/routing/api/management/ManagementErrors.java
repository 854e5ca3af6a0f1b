package io.omniroute.routing.api.management;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The one shape of errors under {@code /api}: {@code {"error":{"message","field"}}}. */
final class ManagementErrors {
    private ManagementErrors() {}

    static JsonObject body(String message, Optional<String> field) {
        JsonObjectBuilder error = Json.createObjectBuilder().add("message", message);
        field.ifPresent(path -> error.add("field", path));
        return Json.createObjectBuilder().add("error", error).build();
    }

    static Response response(int status, String message, Optional<String> field) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body(message, field))
                .build();
    }

    /** For errors that JAX-RS itself found. */
    static String messageOf(int status) {
        return switch (status) {
            case 400 -> "The request cannot be understood.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This method is not allowed here.";
            case 406 -> "Only application/json can be answered.";
            case 413 -> "The body is too large.";
            case 415 -> "The body must be application/json.";
            default -> status >= 500 ? "The gateway failed; its log says why." : "The request was refused.";
        };
    }
}
