package io.omniroute.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.conversation.Trees;
import io.omniroute.it.vendor.StrictVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running gateway with its administrator and a key for callers; {@link #get} shares one among all tests that need nothing
 * special.
 */
public final class TestGateway implements AutoCloseable {
    private static final String PASSWORD = "the-tests-know-this-1";
    private static TestGateway shared;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final String key;
    private RunningGateway process;

    private TestGateway(Path home, GatewaySetup base, Map<String, String> environment) {
        this.home = home;
        GatewaySetup setup = base.with("OMNIROUTE_ADMIN_PASSWORD", PASSWORD);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            setup = setup.with(variable.getKey(), variable.getValue());
        }
        process = RunningGateway.start(setup);
        key = newKey("whole-application-tests");
    }

    /** The shared one: nothing that fails on purpose rests there, so that no test meets another's faults. */
    public static synchronized TestGateway get() {
        if (shared == null) {
            shared = start(Map.of());
            shared.patch("/api/resilience", Trees.object("enabled", false));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One of the caller's own, with its environment. */
    public static TestGateway start(Map<String, String> environment) {
        Path home = newHome();
        return new TestGateway(home, GatewaySetup.in(home.resolve("data")), environment);
    }

    /** As above, of another jar than the built one. */
    public static TestGateway start(Path jar, Map<String, String> environment) {
        Path home = newHome();
        return new TestGateway(home, GatewaySetup.in(home.resolve("data")).run(jar), environment);
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("omniroute-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return process.uri("").toString();
    }

    public int port() {
        return process.port();
    }

    /** Of a caller who may use every model. */
    public String key() {
        return key;
    }

    public Path dataDirectory() {
        return process.setup().dataDirectory();
    }

    /** What it has printed. */
    public List<String> output() {
        return process.output();
    }

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
        String prefix = post("/api/provider-nodes", node).path("prefix").asText();
        post("/api/providers", Trees.object("provider", prefix, "name", "main", "apiKey", StrictVendor.KEY));
    }

    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(process.uri(path)).GET(), 200);
    }

    public JsonNode post(String path, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(process.uri(path));
        request.header("Content-Type", "application/json");
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body.toString())), 201);
    }

    public JsonNode put(String path, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(process.uri(path));
        request.header("Content-Type", "application/json");
        return send(request.PUT(HttpRequest.BodyPublishers.ofString(body.toString())), 200);
    }

    /** A POST that makes nothing. */
    public JsonNode post200(String path) {
        return send(HttpRequest.newBuilder(process.uri(path)).POST(HttpRequest.BodyPublishers.noBody()), 200);
    }

    /** A DELETE that tells what it did. */
    public JsonNode delete(String path) {
        return send(HttpRequest.newBuilder(process.uri(path)).DELETE(), 200);
    }

    public JsonNode patch(String path, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(process.uri(path));
        request.header("Content-Type", "application/json");
        return send(request.method("PATCH", HttpRequest.BodyPublishers.ofString(body.toString())), 200);
    }

    /** A DELETE that answers with nothing. */
    public void clear(String path) {
        send(HttpRequest.newBuilder(process.uri(path)).DELETE(), 204);
    }

    /** Any call of the management API that brings a body. */
    public JsonNode send(String method, String path, JsonNode body, int expected) {
        HttpRequest.Builder request = HttpRequest.newBuilder(process.uri(path));
        request.header("Content-Type", "application/json");
        return send(request.method(method, HttpRequest.BodyPublishers.ofString(body.toString())), expected);
    }

    /** What a GET by another login is answered. @param password the administrator's, when empty */
    public int statusAs(String user, String password, String path) {
        String pair = user + ":" + (password.isEmpty() ? PASSWORD : password);
        String login = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(process.uri(path))
                .header("Authorization", "Basic " + login)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** Asks it to stop, and waits until it has; its data stays. */
    public void stop() {
        process.stop();
    }

    /** Starts again after a kill, with the same data on the same port. */
    public void restart() {
        process = process.restart();
    }

    /** Kills it; its data goes too. */
    @Override
    public void close() {
        process.kill(); // and waits: a dying process would still write what is deleted here
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // what stays lies in the directory for temporary files
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
}
