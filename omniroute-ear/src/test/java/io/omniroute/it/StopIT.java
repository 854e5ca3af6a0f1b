package io.omniroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a gateway, asked for or not. */
class StopIT {
    @TempDir
    private Path directory;

    @Test
    void endsInOrderWhenAskedTo() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(GatewaySetup.in(directory))) {
            Exit exit = gateway.stop();

            assertThat(exit.status()).isZero();
            assertThat(exit.output()).last().asString().startsWith("Stopping");
            assertThat(exit.errors()).isEmpty();
            try (Stream<Path> scratch = Files.list(directory.resolve("tmp"))) {
                assertThat(scratch).isEmpty();
            }
        }
    }

    @Test
    void startsAgainOnWhatAKilledOneLeft() throws Exception {
        try (RunningGateway killed = RunningGateway.start(GatewaySetup.in(directory))) {
            killed.kill();
            try (RunningGateway next = killed.restart()) {
                assertThat(next.get("/v1").statusCode()).isEqualTo(200);
                try (Stream<Path> scratch = Files.list(directory.resolve("tmp"))) {
                    assertThat(scratch.map(Path::getFileName).map(Path::toString))
                            .containsExactly(Long.toString(next.pid()));
                }
            }
        }
    }
}
