package io.omniroute.routing.attempt;

import io.omniroute.provider.chat.Failure;
import java.util.Objects;

/** What a guard says to an attempt. */
public sealed interface Admission {
    /**
     * @param permit hears the attempt's fate; {@link AttemptPermit#ended} is called once, whatever happens
     * @param waited whether it took so long that others may have another opinion by now
     */
    record Admitted(AttemptPermit permit, boolean waited) implements Admission {
        public Admitted {
            Objects.requireNonNull(permit, "permit");
        }

        public Admitted(AttemptPermit permit) {
            this(permit, false);
        }
    }

    /**
     * The target is not tried, the next one is.
     *
     * @param reason what the caller is told when no target is left; {@code retryAfter} says when this one may be tried again
     */
    record PassedOver(Failure reason) implements Admission {
        public PassedOver {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
