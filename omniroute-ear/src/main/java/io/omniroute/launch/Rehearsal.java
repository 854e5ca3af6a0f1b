package io.omniroute.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls of a start that is only made for the JVM to learn from ({@code -XX:AOTCacheOutput}): each client format, whole and
 * streamed, against the demo provider, until the JVM has profiles of the road that calls take.
 */
final class Rehearsal {
    private static final int ROUNDS = 150;
    private static final Pattern KEY = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+)\"");
    private static final String CHAT =
            "{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
    private static final String[][] CALLS = {
        {"/v1/chat/completions", CHAT + "}"},
        {"/v1/chat/completions", CHAT + ",\"stream\":true}"},
        {"/v1/responses", "{\"model\":\"demo/echo\",\"input\":\"Hello\"}"},
        {"/v1/responses", "{\"model\":\"demo/echo\",\"input\":\"Hello\",\"stream\":true}"},
        {"/v1/messages", CHAT + ",\"max_tokens\":100}"},
        {"/v1/messages", CHAT + ",\"max_tokens\":100,\"stream\":true}"},
        {"/v1beta/models/demo/echo:generateContent", "{\"contents\":[{\"parts\":[{\"text\":\"Hello\"}]}]}"},
        {"/v1beta/models/demo/echo:streamGenerateContent?alt=sse", "{\"contents\":[{\"parts\":[{\"text\":\"Hello\"}]}]}"
        },
    };

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String password;

    private Rehearsal(int port, String password) {
        this.base = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
        this.password = password;
    }

    static String newPassword() {
        return UUID.randomUUID().toString();
    }

    static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new CannotStartException("no port is free", e);
        }
    }

    /** @param password of the login {@code admin} @throws CannotStartException when a call is not answered well */
    static void run(int port, String password) {
        new Rehearsal(port, password).run();
    }

    private void run() {
        String login = "admin:" + password;
        String basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Matcher key = KEY.matcher(answer("/api/keys", basic, "{\"name\":\"rehearsal\"}"));
        if (!key.find()) {
            throw new CannotStartException("the rehearsal was given no key");
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (String[] call : CALLS) {
                answer(call[0], "Bearer " + key.group(1), call[1]);
            }
        }
    }

    private String answer(String path, String authorization, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new CannotStartException("the rehearsal's " + path + " ended with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new CannotStartException("the rehearsal's " + path + " broke off: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("the rehearsal was interrupted", e);
        }
    }
}
