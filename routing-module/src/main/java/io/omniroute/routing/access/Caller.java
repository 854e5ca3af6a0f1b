package io.omniroute.routing.access;

import io.omniroute.routing.audit.Actor;
import java.security.Principal;
import java.util.Objects;

/** A login that proved who it is, for the length of one request. */
public record Caller(String name, Role role, String address) implements Principal {
    public Caller {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(address, "address");
    }

    @Override
    public String getName() {
        return name;
    }

    public Actor actor() {
        return new Actor(name, address, Permission.ADMINISTER.isGrantedTo(role));
    }
}
