package io.omniroute.persistence.crypto;

/** The master key is missing, malformed, or not the one that this database was encrypted with. One line, for the console. */
public class MasterKeyMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MasterKeyMismatchException(String message) {
        super(message);
    }
}
