package io.omniroute.it.servers;

import java.net.http.HttpRequest;

/** One call in each format that clients speak, whole and streamed. */
enum ClientFormat {
    OPENAI_CHAT("/v1/chat/completions", "Authorization", "{\"model\":\"%s\",\"stream\":%s,\"messages\":%s}"),
    OPENAI_RESPONSES("/v1/responses", "Authorization", "{\"model\":\"%s\",\"stream\":%s,\"input\":%s}"),
    ANTHROPIC("/v1/messages", "x-api-key", "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":100,\"messages\":%s}"),
    GEMINI(
            "/v1beta/models/%s:%s",
            "x-goog-api-key", "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");

    private static final String MESSAGES = "[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private final String path;
    private final String keyHeader;
    private final String body;

    ClientFormat(String path, String keyHeader, String body) {
        this.path = path;
        this.keyHeader = keyHeader;
        this.body = body;
    }

    HttpRequest request(ApplicationServer server, String key, String model, boolean stream) {
        String action = stream ? "streamGenerateContent?alt=sse" : "generateContent";
        return HttpRequest.newBuilder(server.uri(path.formatted(model, action)))
                .header("Content-Type", "application/json")
                .header(keyHeader, keyHeader.equals("Authorization") ? "Bearer " + key : key)
                .POST(HttpRequest.BodyPublishers.ofString(body.formatted(model, stream, MESSAGES)))
                .build();
    }
}
