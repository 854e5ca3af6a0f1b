package io.omniroute.it.servers;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Payara Server with a domain of its own. */
final class PayaraServer implements ApplicationServer {
    private static final String DOMAIN = "omniroute";
    private static final int ADMIN = 48; // offsets that create-domain adds to its port base
    private static final int HTTP = 80;

    private final Installation installation = Installation.of("payara");
    private final File log = installation.log("payara").toFile();
    private final int base = Installation.freeOffset(8, 9, 37, 38, 39, ADMIN, 66, 76, HTTP, 81, 86);

    PayaraServer() throws IOException, InterruptedException {
        remove(domain());
        asadmin("create-domain", "--portbase", Integer.toString(base), "--nopassword", DOMAIN);
        asadmin("start-domain", DOMAIN);
        asadmin(
                "--port",
                admin(),
                "multimode",
                "--file",
                Installation.script("payara.asadmin").toString());
        asadmin("restart-domain", DOMAIN);
        asadmin(
                "--port",
                admin(),
                "deploy",
                "--name",
                DOMAIN,
                Installation.archive().toString());
        Installation.awaitOk(uri("/v1"));
    }

    @Override
    public void start() throws IOException, InterruptedException {
        asadmin("start-domain", DOMAIN);
        Installation.awaitOk(uri("/v1")); // the domain counts as started before its applications are
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        asadmin("stop-domain", DOMAIN);
    }

    @Override
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + (base + HTTP) + path);
    }

    @Override
    public URI health(String path) {
        return uri(path);
    }

    private String admin() {
        return Integer.toString(base + ADMIN);
    }

    private Path domain() {
        return installation.home().resolve("glassfish/domains").resolve(DOMAIN);
    }

    private void asadmin(String... words) throws IOException, InterruptedException {
        installation.run(
                log, Stream.concat(Stream.of("bin/asadmin"), Stream.of(words)).toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        try {
            asadmin("stop-domain", "--kill", DOMAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove(installation.data());
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
