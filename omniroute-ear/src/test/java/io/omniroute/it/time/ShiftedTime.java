package io.omniroute.it.time;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** Runs inside the gateway, in the place of its own source of time. */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class ShiftedTime {
    static final String FILE = "OMNIROUTE_IT_CLOCK";

    @Produces
    public Clock clock() {
        try {
            return new ShiftedClock(Path.of(System.getenv(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
