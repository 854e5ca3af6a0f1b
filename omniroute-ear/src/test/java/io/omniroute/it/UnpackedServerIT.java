package io.omniroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory that {@code --unpack} writes serves as the single jar does. */
class UnpackedServerIT {
    @TempDir
    private Path directory;

    @Test
    void servesFromTheDirectoryAndRehearsesThere() throws Exception {
        Path server = directory.resolve("server");
        assertThat(run(GatewaySetup.in(directory).jar(), "--unpack", server)).isZero();
        Path jar = server.resolve("omniroute.jar");

        assertThat(run(jar, "--rehearse", directory.resolve("rehearsal"))).isZero();
        try (RunningGateway gateway =
                RunningGateway.start(GatewaySetup.in(directory.resolve("data")).run(jar))) {
            assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(gateway.stop().status()).isZero();
        }
        assertThat(directory.resolve("data").resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void leavesADirectoryAloneThatHoldsSomething() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(run(GatewaySetup.in(directory).jar(), "--unpack", directory)).isEqualTo(1);

        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.jar");
    }

    private static int run(Path jar, String option, Path target) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString(),
                        option,
                        target.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
