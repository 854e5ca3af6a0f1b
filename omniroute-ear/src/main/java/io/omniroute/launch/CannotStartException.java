package io.omniroute.launch;

/** The gateway cannot start where it is; the message is the line to show. */
final class CannotStartException extends RuntimeException {
    CannotStartException(String message) {
        super(message);
    }

    CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
