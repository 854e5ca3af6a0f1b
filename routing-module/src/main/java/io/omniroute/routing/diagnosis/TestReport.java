package io.omniroute.routing.diagnosis;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of trying a connection.
 *
 * @param statusCode the vendor's, 0 when there was none
 * @param latencyMillis until the head of the deciding answer was here
 * @param diagnosis what is wrong; absent when the connection works
 */
public record TestReport(int statusCode, long latencyMillis, Instant testedAt, Optional<Diagnosis> diagnosis) {
    /**
     * @param type one word for programs, such as {@code auth}, {@code rate_limit}, {@code network}
     * @param source {@code upstream} when the vendor said so, {@code network} or {@code gateway} otherwise
     * @param code a shorter cause: the status, or the kind of failure
     * @param message for people, without secrets
     */
    public record Diagnosis(String type, String source, String code, String message) {}

    public TestReport {
        Objects.requireNonNull(testedAt, "testedAt");
        Objects.requireNonNull(diagnosis, "diagnosis");
    }

    public boolean valid() {
        return diagnosis.isEmpty();
    }
}
