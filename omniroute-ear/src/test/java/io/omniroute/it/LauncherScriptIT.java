package io.omniroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./omniroute}, which finds a JDK by itself and hands signals on. */
class LauncherScriptIT {
    private static final Path SCRIPT =
            Path.of("..", "omniroute").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    @Test
    void answersWhatNeedsNoJvmWithoutOne() throws Exception {
        assertThat(lines("--version")).singleElement().asString().matches("omniroute \\d+\\..*");
        assertThat(lines("--help")).anyMatch(line -> line.contains("--no-open"));
    }

    @Test
    void startsTheGatewayAndPassesTheSignalOn() throws Exception {
        Process process = script(
                        "--port", Integer.toString(Ports.free()), "--no-open", "--data-dir", directory.toString())
                .start();
        try {
            ProcessOutput output = new ProcessOutput(process.getInputStream());
            assertThat(output.await(line -> line.startsWith("Listening on "), Duration.ofMinutes(8)))
                    .isPresent();

            process.toHandle().destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> lines(String argument) throws Exception {
        Process process = script(argument).start();
        ProcessOutput output = new ProcessOutput(process.getInputStream());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        output.awaitEnd(Duration.ofMinutes(1));
        assertThat(process.exitValue()).isZero();
        return output.lines();
    }

    private static ProcessBuilder script(String... arguments) {
        ProcessBuilder process = new ProcessBuilder(Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(arguments))
                .toList());
        process.environment().keySet().removeIf(name -> name.startsWith("OMNIROUTE_"));
        return process;
    }
}
