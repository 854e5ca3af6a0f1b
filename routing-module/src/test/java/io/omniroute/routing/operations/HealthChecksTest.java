package io.omniroute.routing.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.usage.JournalState;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.spi.HealthCheckResponseProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
    @BeforeAll
    static void standInForTheContainer() {
        HealthCheckResponse.setResponseProvider(new Responses());
    }

    @Test
    void readyWhileTheDatabaseAnswers() {
        assertThat(new DatabaseReadiness(limit -> Optional.of(Duration.ZERO))
                        .call()
                        .getStatus())
                .isEqualTo(Status.UP);
        assertThat(new DatabaseReadiness(limit -> Optional.empty()).call().getStatus())
                .isEqualTo(Status.DOWN);
    }

    @Test
    void readyWhileTheJournalCanBeWritten() {
        assertThat(new JournalReadiness(new Journal(true)).call().getStatus()).isEqualTo(Status.UP);
        assertThat(new JournalReadiness(new Journal(false)).call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aliveAsLongAsItAnswers() {
        assertThat(new ProcessLiveness().call().getStatus()).isEqualTo(Status.UP);
    }

    private record Journal(boolean writable) implements JournalState {
        @Override
        public long pending() {
            return 3;
        }
    }

    private static final class Responses implements HealthCheckResponseProvider {
        @Override
        public HealthCheckResponseBuilder createResponseBuilder() {
            return new Builder();
        }
    }

    private static final class Builder extends HealthCheckResponseBuilder {
        private String name;
        private boolean up;

        @Override
        public HealthCheckResponseBuilder name(String given) {
            name = given;
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            return this;
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean given) {
            up = given;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse(name, up ? Status.UP : Status.DOWN, Optional.empty());
        }
    }
}
