package io.omniroute.routing.health;

/** Why something rests. */
public enum Reason {
    RATE_LIMITED(false),
    QUOTA_EXHAUSTED(false),
    /** The vendor, or one of its models, is overloaded. */
    CAPACITY(true),
    MODEL_MISSING(false),
    /** 5xx, timeouts, broken connections and broken answers. */
    SERVER_ERROR(true),
    CREDENTIAL_REFUSED(false),
    /** The vendor says in words that the key itself is wrong. */
    KEY_INVALID(false),
    /** The vendor says that it will not serve this account again. */
    ACCOUNT_CLOSED(false),
    NOT_ALLOWED(false);

    private final boolean vendorFault;

    Reason(boolean vendorFault) {
        this.vendorFault = vendorFault;
    }

    /** Whether it counts towards breakers: the others are about an account or a model, and their rest is enough. */
    public boolean isVendorFault() {
        return vendorFault;
    }
}
