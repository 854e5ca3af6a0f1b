package io.omniroute.routing.capture;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps captured calls, encrypted. Never called on the road of a call. Each call is one transaction. */
public interface CapturedBodies {
    /** A second one of the same call is ignored. */
    void put(CapturedCall call);

    Optional<CapturedCall> find(UUID id);

    boolean isKept(UUID id);

    /** @return how many there were */
    int removeBefore(Instant time);

    /** Removes all but so many of the newest. @return how many there were */
    int keepNewest(int most);
}
