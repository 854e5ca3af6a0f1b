package io.omniroute.routing.json;

import java.util.Objects;
import java.util.Optional;

/** Something an administrator asked for cannot be done; says why and, where there is one, at which field. */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;

    private Refusal(int status, String field, String message) {
        super(message);
        this.status = status;
        this.field = Objects.requireNonNull(field, "field");
    }

    /** The body is not JSON, or a value has the wrong JSON type. */
    public static Refusal malformed(String field, String message) {
        return new Refusal(400, field, message);
    }

    /** The value has the right type and is still not acceptable. */
    public static Refusal invalid(String field, String message) {
        return new Refusal(422, field, message);
    }

    /** The value does not go with what is already there. */
    public static Refusal conflict(String field, String message) {
        return new Refusal(409, field, message);
    }

    /** The caller's role may do such things, but not this one. */
    public static Refusal forbidden(String field, String message) {
        return new Refusal(403, field, message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(404, "", message);
    }

    public int status() {
        return status;
    }

    /** The JSON path at fault, such as {@code timeouts.connectMs} or {@code providers[0].apiKey}. */
    public Optional<String> field() {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    /** The same refusal, seen from an object that holds the one it was about. @param prefix such as {@code keys[2]} */
    public Refusal within(String prefix) {
        String inner = field.isEmpty() || field.startsWith("[") ? prefix + field : prefix + "." + field;
        Refusal outer = new Refusal(status, inner, getMessage());
        outer.initCause(this);
        return outer;
    }
}
