package io.omniroute.routing.access;

/** What an administrator's login may do in the management API and the console. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Changes providers, connections, models and routing; not keys, users or settings of security. */
    OPERATOR,
    /** Reads everything, the audit log included. */
    AUDITOR,
    /** Reads everything but the audit log. */
    VIEWER
}
