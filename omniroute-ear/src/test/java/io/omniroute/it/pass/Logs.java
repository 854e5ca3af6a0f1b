package io.omniroute.it.pass;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What the gateway writes down. */
final class Logs {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Logs() {}

    /** The usage record of a call, which the journal's drain brings into the ledger a little later. */
    static JsonNode of(TestGateway gateway, String requestId) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(limit)) {
            for (JsonNode item : gateway.get("/api/usage/logs?limit=50").path("items")) {
                if (item.path("requestId").asText().equals(requestId)) {
                    return item;
                }
            }
        }
        throw new AssertionError("no usage record of " + requestId);
    }

    /** All that was printed and all log files. */
    static String written(TestGateway gateway) {
        StringBuilder all = new StringBuilder(gateway.process().output());
        try (var files = Files.walk(gateway.process().dataDirectory().resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }
}
