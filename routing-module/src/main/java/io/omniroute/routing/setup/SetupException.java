package io.omniroute.routing.setup;

/** The gateway cannot start as it is configured; the message is one line for whoever started it. */
public class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
