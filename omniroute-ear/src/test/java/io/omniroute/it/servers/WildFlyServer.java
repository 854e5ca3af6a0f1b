package io.omniroute.it.servers;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** WildFly in standalone mode. */
final class WildFlyServer implements ApplicationServer {
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;

    private final Installation installation = Installation.of("wildfly");
    private final File log = installation.log("wildfly").toFile();
    private final int offset = Installation.freeOffset(HTTP, 8443, 8009, MANAGEMENT, 9993, 4712, 4713);
    private Process process;

    WildFlyServer() throws IOException, InterruptedException {
        Path standalone = installation.home().resolve("standalone");
        Path original = installation.home().resolve("docs/examples/configs/omniroute-original.xml");
        Path configuration = standalone.resolve("configuration/standalone.xml");
        if (!Files.exists(original)) {
            Files.createDirectories(original.getParent());
            Files.copy(configuration, original);
        }
        Files.copy(original, configuration, StandardCopyOption.REPLACE_EXISTING);
        installation.run(
                log,
                "bin/jboss-cli.sh",
                "--file=" + Installation.script("wildfly.cli").toString());
        Files.copy(
                Installation.archive(),
                standalone.resolve("deployments/omniroute.ear"),
                StandardCopyOption.REPLACE_EXISTING);
        start();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        ProcessBuilder standalone =
                installation.command(log, "bin/standalone.sh", "-Djboss.socket.binding.port-offset=" + offset);
        standalone.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true"); // the script then hands signals on
        process = standalone.start();
        Installation.awaitOk(uri("/v1"));
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("WildFly does not stop; see " + log);
        }
    }

    @Override
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + (HTTP + offset) + path);
    }

    @Override
    public URI health(String path) {
        return URI.create("http://127.0.0.1:" + (MANAGEMENT + offset) + path);
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(installation.data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
