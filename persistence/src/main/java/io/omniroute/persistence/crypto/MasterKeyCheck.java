package io.omniroute.persistence.crypto;

import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.StartupRefusedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Refuses to start with a master key that cannot open what an earlier start has sealed. */
@ApplicationScoped
public class MasterKeyCheck {
    /** Before anybody reads or writes a secret. */
    private static final int FIRST = 100;

    private final MasterKeys keys;

    @Inject
    public MasterKeyCheck(MasterKeys keys) {
        this.keys = keys;
    }

    protected MasterKeyCheck() {
        this(null); // for the CDI proxy
    }

    void verify(@Observes @Priority(FIRST) GatewayStarting event) {
        try {
            keys.verify();
        } catch (MasterKeyMismatchException e) {
            throw new StartupRefusedException(e.getMessage(), e);
        }
    }
}
