package io.omniroute.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.conversation.Trees;
import io.omniroute.it.vendor.StrictVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built jar, running on a free port with a data directory of its own, and its administrator. */
public final class GatewayProcess implements AutoCloseable {
    private static final String PASSWORD = "the-tests-know-this-1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path JAR = Path.of("target", "omniroute.jar");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final int port;
    private final Map<String, String> environment;
    private Process process;

    private GatewayProcess(Path home, Map<String, String> environment) {
        this.home = home;
        this.port = freePort();
        this.environment = Map.copyOf(environment);
        start();
    }

    /** @param environment beside that of the tests */
    public static GatewayProcess start(Map<String, String> environment) {
        try {
            return new GatewayProcess(Files.createTempDirectory("omniroute-it"), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public Path dataDirectory() {
        return home.resolve("data");
    }

    /** All that the process printed. */
    public String output() {
        try {
            return Files.readString(home.resolve("output.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key that may do all. */
    public String newKey(String name) {
        return post("/api/keys", Trees.object("name", name, "allowedModels", List.of("*")))
                .path("key")
                .asText();
    }

    /** A node and its account. */
    public void connect(String prefix, String format, String baseUrl) {
        connect(Trees.object("prefix", prefix, "name", prefix, "format", format, "baseUrl", baseUrl));
    }

    public void connect(ObjectNode node) {
        JsonNode made = post("/api/provider-nodes", node);
        post(
                "/api/providers",
                Trees.object("provider", made.path("prefix").asText(), "name", "main", "apiKey", StrictVendor.KEY));
    }

    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).GET(), 200);
    }

    public JsonNode post(String path, JsonNode body) {
        return send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                201);
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Starts again on the same data directory and port. */
    public void restart() {
        start();
    }

    /** SIGTERM, then the data goes too. */
    @Override
    public void close() {
        process.destroy();
        await();
        try (var files = Files.walk(home)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--port",
                Integer.toString(port),
                "--data-dir",
                dataDirectory().toString(),
                "--no-open");
        builder.environment().putAll(environment);
        builder.environment().put("OMNIROUTE_ADMIN_PASSWORD", PASSWORD);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("output.log").toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReady();
    }

    private void awaitReady() {
        HttpRequest probe = HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant limit = Instant.now().plus(PATIENCE);
        while (!answersOk(probe)) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                process.destroyForcibly();
                throw new IllegalStateException("the gateway did not start:\n" + output());
            }
        }
    }

    private boolean answersOk(HttpRequest probe) {
        try {
            if (http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                return true;
            }
        } catch (IOException e) {
            // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        awaitAtMost(Duration.ofMillis(100));
        return false;
    }

    /** Returns early when the process ends. */
    private void awaitAtMost(Duration time) {
        try {
            process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        awaitAtMost(Duration.ofSeconds(40));
        if (process.isAlive()) {
            process.destroyForcibly();
            throw new IllegalStateException("the gateway did not stop:\n" + output());
        }
    }

    private JsonNode send(HttpRequest.Builder request, int expected) {
        String login = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> response = http.send(
                    request.header("Authorization", "Basic " + login).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new AssertionError(response.uri() + ": " + response.statusCode() + " " + response.body());
            }
            return Trees.parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
