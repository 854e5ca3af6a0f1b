package io.omniroute.routing.access;

import java.util.EnumSet;
import java.util.Set;

/** What a management call needs; the roles that have it. */
public enum Permission {
    /** Read anything but the audit log. */
    VIEW(EnumSet.allOf(Role.class)),
    /** Read the audit log. */
    AUDIT(EnumSet.of(Role.ADMIN, Role.AUDITOR)),
    /** Read what went through, where it is kept. */
    READ_BODIES(EnumSet.of(Role.ADMIN, Role.AUDITOR)),
    /** Change nodes, connections, models and prices. */
    OPERATE(EnumSet.of(Role.ADMIN, Role.OPERATOR)),
    /** Change keys, users, settings. */
    ADMINISTER(EnumSet.of(Role.ADMIN));

    private final Set<Role> roles;

    Permission(Set<Role> roles) {
        this.roles = roles;
    }

    public boolean isGrantedTo(Role role) {
        return roles.contains(role);
    }
}
