package io.omniroute.routing.attempt;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ResponseHeaders;

/**
 * Hears how an admitted attempt goes, in this order: {@code answered} if a head came, then {@code served} or {@code failed}
 * (a stream may fail after it served), {@code ended} last and always, unless it was {@code withdrawn}. Neither served nor
 * failed: it was never sent, or the caller left first. Called on the thread of the call; never throws.
 */
public interface AttemptPermit {
    /** Asks for nothing. */
    AttemptPermit NONE = new AttemptPermit() {};

    /** The vendor's head is here, whatever its status. */
    default void answered(int status, ResponseHeaders headers) {}

    /** The first event of a stream, or all of a whole answer, is here. @param millis since the attempt began */
    default void served(long millis) {}

    default void failed(Failure failure) {}

    /** Instead of all others: nothing is sent, because another guard has passed the target over or has to be waited for. */
    default void withdrawn() {
        ended(Usage.NONE);
    }

    /** Releases what is held. @param usage of the whole attempt; {@link Usage#NONE} when it did not serve */
    default void ended(Usage usage) {}
}
