package io.omniroute.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The calls of a start that is only made for the JVM to learn from ({@code -XX:AOTCacheOutput}): each client format, whole and
 * streamed, against the demo provider and a vendor beyond a socket, first plain, then with policies on, until the JVM has profiles of
 * the road that calls take.
 */
final class Rehearsal implements AutoCloseable {
    private static final int DEMO_ROUNDS = 50;
    private static final int ROUNDS = 100;
    private static final String CHAT =
            "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello COUNT\"}]";
    private static final String GEMINI = "{\"contents\":[{\"parts\":[{\"text\":\"Hello COUNT\"}]}]}";
    private static final List<Call> CALLS = List.of(
            new Call("/v1/chat/completions", CHAT + "}"),
            new Call("/v1/chat/completions", CHAT + ",\"stream\":true}"),
            new Call("/v1/responses", "{\"model\":\"MODEL\",\"input\":\"Hello COUNT\"}"),
            new Call("/v1/responses", "{\"model\":\"MODEL\",\"input\":\"Hello COUNT\",\"stream\":true}"),
            new Call("/v1/messages", CHAT + ",\"max_tokens\":100}"),
            new Call("/v1/messages", CHAT + ",\"max_tokens\":100,\"stream\":true}"),
            new Call("/v1beta/models/MODEL:generateContent", GEMINI),
            new Call("/v1beta/models/MODEL:streamGenerateContent?alt=sse", GEMINI));
    private static final Map<String, String> POLICIES = Map.of(
            "/api/settings/cache", "{\"enabled\":true}",
            "/api/settings/thinking-budget", "{\"mode\":\"custom\",\"customBudget\":2048}",
            "/api/settings/system-prompt", "{\"enabled\":true,\"prompt\":\"Be polite.\",\"position\":\"prefix\"}",
            "/api/settings/ip-filter", "{\"enabled\":true,\"mode\":\"blacklist\",\"blacklist\":[\"203.0.113.0/24\"]}");

    private record Call(String path, String body) {}

    private final RehearsalVendor vendor = new RehearsalVendor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String password = secret();
    private final String plainKey = secret();
    private final String guardedKey = secret();
    private int count;

    static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new CannotStartException("no port is free", e);
        }
    }

    private static String secret() {
        return "sk-rehearsal-" + UUID.randomUUID();
    }

    /**
     * Makes the gateway that is started next, in an empty directory, fit for {@link #run}.
     *
     * @throws CannotStartException when the directory cannot be written to
     */
    void prepare(Path directory) {
        String configuration = Resources.text("rehearsal.json")
                .replace("${port}", Integer.toString(vendor.port()))
                .replace("${plainKey}", plainKey)
                .replace("${guardedKey}", guardedKey);
        try {
            Path file = Files.createDirectories(directory).resolve("rehearsal.json");
            System.setProperty(
                    "OMNIROUTE_CONFIG", Files.writeString(file, configuration).toString());
        } catch (IOException e) {
            throw new CannotStartException("the rehearsal's configuration cannot be written: " + e, e);
        }
        System.setProperty("OMNIROUTE_ADMIN_PASSWORD", password);
    }

    /** @throws CannotStartException when a call is not answered well */
    void run(int port) {
        String base = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
        calls(base, "demo/echo", plainKey, DEMO_ROUNDS);
        calls(base, "stage/m", plainKey, ROUNDS);
        String login = "admin:" + password;
        String basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        POLICIES.forEach((path, settings) -> send("PUT", base + path, basic, settings));
        calls(base, "ensemble", guardedKey, ROUNDS);
    }

    private void calls(String base, String model, String key, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (Call call : CALLS) {
                String body = call.body().replace("MODEL", model).replace("COUNT", Integer.toString(count++));
                send("POST", base + call.path().replace("MODEL", model), "Bearer " + key, body);
            }
        }
    }

    private void send(String method, String address, String authorization, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new CannotStartException(
                        "the rehearsal's " + address + " ended with " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new CannotStartException("the rehearsal's " + address + " broke off: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("the rehearsal was interrupted", e);
        }
    }

    @Override
    public void close() {
        vendor.close();
    }
}
