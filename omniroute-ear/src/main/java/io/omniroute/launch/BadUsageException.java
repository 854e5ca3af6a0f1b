package io.omniroute.launch;

/** The command line asks for something there is not; the message is the line to show. */
final class BadUsageException extends RuntimeException {
    BadUsageException(String message) {
        super(message);
    }
}
