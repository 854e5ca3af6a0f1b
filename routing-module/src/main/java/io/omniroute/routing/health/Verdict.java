package io.omniroute.routing.health;

import java.util.Objects;

/** What an outcome says about the health of those who were asked. */
sealed interface Verdict {
    /** Nothing: the failure is the gateway's own, or the caller left. */
    record Silent() implements Verdict {}

    /** They work; it was the request that the vendor did not like. */
    record Fine() implements Verdict {}

    /** The account has to rest. */
    record AccountIll(Reason reason) implements Verdict {
        public AccountIll {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Only this model of the account has to rest. */
    record ModelIll(Reason reason) implements Verdict {
        public ModelIll {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
