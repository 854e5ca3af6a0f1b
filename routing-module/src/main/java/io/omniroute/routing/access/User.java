package io.omniroute.routing.access;

import java.util.Objects;

/**
 * Someone who may log in to the console and the management API.
 *
 * @param name unique
 * @param passwordHash as Jakarta Security's Pbkdf2PasswordHash writes it
 */
public record User(String name, String passwordHash, Role role) {
    public User {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(passwordHash, "passwordHash");
        Objects.requireNonNull(role, "role");
    }
}
