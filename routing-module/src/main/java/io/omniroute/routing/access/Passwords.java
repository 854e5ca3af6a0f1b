package io.omniroute.routing.access;

import java.util.Optional;

/** Hashes the passwords of logins, slowly and with salt. Thread-safe. */
public interface Passwords {
    int MIN_LENGTH = 12;
    int MAX_LENGTH = 1024;

    /** As Jakarta Security's Pbkdf2PasswordHash encodes it: algorithm, iterations, salt and hash. */
    String hash(String password);

    boolean matches(String password, String hash);

    /** Why a password is not accepted, a whole sentence that does not quote it. */
    static Optional<String> objection(String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            return Optional.of("A password must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
        return password.chars().anyMatch(Character::isISOControl)
                ? Optional.of("A password must not hold control characters.")
                : Optional.empty();
    }
}
