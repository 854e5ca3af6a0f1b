package io.omniroute.routing.operations;

import java.time.Duration;
import java.util.Optional;

/** Asks the database for a sign of life. */
public interface DatabaseProbe {
    /** Returns within about the limit. @return how long the answer took; empty when there was none */
    Optional<Duration> answer(Duration limit);
}
