package io.omniroute.it;

import java.time.Duration;
import java.util.List;

/** How a gateway ended and what it had said until then. */
public record Exit(int status, List<String> output, List<String> errors, Duration took) {
    public Exit {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }
}
