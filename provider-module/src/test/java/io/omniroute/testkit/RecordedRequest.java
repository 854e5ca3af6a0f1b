package io.omniroute.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a client sent.
 *
 * @param path with its query, as on the wire
 * @param headers by lower-case name, in the order of arrival
 * @param connection counts the vendor's connections from 1, so that reuse can be seen
 * @param disconnected completes when the client closes or resets that connection
 */
public record RecordedRequest(
        String method,
        String path,
        Map<String, List<String>> headers,
        byte[] body,
        int connection,
        CompletableFuture<Void> disconnected) {
    public Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
