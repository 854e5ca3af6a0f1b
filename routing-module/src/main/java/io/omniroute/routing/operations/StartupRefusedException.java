package io.omniroute.routing.operations;

/**
 * The gateway must not start until its operator has mended something. The message is the one line that the operator gets
 * to see: what is wrong, where, and never a secret.
 */
public class StartupRefusedException extends RuntimeException {
    public StartupRefusedException(String message) {
        super(message);
    }

    public StartupRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
