package io.omniroute.provider.store;

/** A value that must be unique is already taken. */
public class DuplicateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field the field's name in the management API, such as {@code prefix} */
    public DuplicateException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
