package io.omniroute.persistence.crypto;

/** An encrypted column cannot be read: it was damaged, tampered with, or encrypted with another key. */
public class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String place) {
        super("The encrypted value at " + place + " cannot be read.");
    }
}
