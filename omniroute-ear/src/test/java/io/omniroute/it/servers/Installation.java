package io.omniroute.it.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the servers have in common: where they were unpacked, the gateway's settings, how their tools are run.
 *
 * @param home where the server was unpacked to
 * @param data the gateway's data directory
 */
record Installation(Path home, Path data) {
    static final String PASSWORD = "the-tests-know-this-1";

    private static final Path SERVERS = Path.of("target", "servers").toAbsolutePath();
    private static final Path SCRIPTS = Path.of("src", "main", "servers").toAbsolutePath();
    private static final Path EXTENSIONS =
            Path.of("extensions", "semantic-cache", "target").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5); // other jobs may share the machine

    /** The unpacked server whose directory begins like this, with an empty data directory. */
    static Installation of(String name) {
        try (Stream<Path> unpacked = Files.list(SERVERS)) {
            Path home = unpacked.filter(Files::isDirectory)
                    .filter(directory -> directory.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No " + name + " in " + SERVERS + ": use -Pservers."));
            return new Installation(home, Files.createTempDirectory("omniroute-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path archive() {
        return Path.of("target", "omniroute.ear").toAbsolutePath();
    }

    static Path script(String name) {
        return SCRIPTS.resolve(name);
    }

    Path log(String name) {
        return SERVERS.resolve(name + ".log");
    }

    /** A command of this server, with the environment that the gateway reads. */
    ProcessBuilder command(File log, String... words) {
        ProcessBuilder command = new ProcessBuilder(Stream.concat(
                        Stream.of(home.resolve(words[0]).toString()),
                        Stream.of(words).skip(1))
                .toList());
        command.environment().keySet().removeIf(name -> name.startsWith("OMNIROUTE_"));
        command.environment().put("OMNIROUTE_DATA_DIR", data.toString());
        command.environment().put("OMNIROUTE_EXTENSIONS_DIR", EXTENSIONS.toString());
        command.environment().put("OMNIROUTE_ADMIN_PASSWORD", PASSWORD);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("AS_JAVA", System.getProperty("java.home")); // asadmin looks here first
        return command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    /** Runs a command to its end. */
    void run(File log, String... words) throws IOException, InterruptedException {
        Process process = command(log, words).start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(words) + " does not end; see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(List.of(words) + " ended with " + process.exitValue() + "; see " + log);
        }
    }

    /** Returns when the address answers 200. */
    static void awaitOk(URI address) throws InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answersOk(client, address)) {
                if (Instant.now().isAfter(limit)) {
                    throw new IllegalStateException(address + " does not answer 200.");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            }
        }
    }

    private static boolean answersOk(HttpClient client, URI address) throws InterruptedException {
        HttpRequest probe =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        try {
            return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** A number so that all these ports, shifted by it, are free. */
    static int freeOffset(int... ports) {
        return IntStream.iterate(20_000, offset -> offset < 40_000, offset -> offset + 100)
                .filter(offset -> IntStream.of(ports).allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
