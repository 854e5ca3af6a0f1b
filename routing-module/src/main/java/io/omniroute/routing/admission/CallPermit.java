package io.omniroute.routing.admission;

import io.omniroute.routing.usage.UsageRecord;
import java.util.Map;

/** What a call was granted. Called on the thread of the call; never throws. */
public interface CallPermit {
    /** Asks for nothing. */
    CallPermit NONE = new CallPermit() {};

    /** Headers to add to the answer, good or bad, such as {@code x-ratelimit-remaining-requests}. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** The call is over and its record is about to be written. Called once, also when the call failed; releases what is held. */
    default void settled(UsageRecord usage) {}

    /** A call that leaves no record is over; releases what is held. */
    default void released() {}
}
