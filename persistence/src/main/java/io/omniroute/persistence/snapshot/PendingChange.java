package io.omniroute.persistence.snapshot;

import jakarta.transaction.TransactionScoped;
import java.io.Serializable;

/** Remembers for one transaction that its change is going to be announced, so that an import announces it once. */
@TransactionScoped
public class PendingChange implements Serializable {
    private static final long serialVersionUID = 1L;

    private boolean noted;

    /** @return true for the first call in a transaction */
    public boolean note() {
        boolean first = !noted;
        noted = true;
        return first;
    }
}
