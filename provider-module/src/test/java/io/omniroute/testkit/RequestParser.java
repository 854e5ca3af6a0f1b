package io.omniroute.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads HTTP/1.1 requests off a connection. */
final class RequestParser {
    private final InputStream in;
    private final int connection;
    private final CompletableFuture<Void> disconnected;

    RequestParser(InputStream in, int connection, CompletableFuture<Void> disconnected) {
        this.in = in;
        this.connection = connection;
        this.disconnected = disconnected;
    }

    /** Empty when the client closed. */
    Optional<RecordedRequest> next() throws IOException {
        String start = line();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] words = start.split(" ");
        if (words.length != 3) {
            throw new IOException("not HTTP");
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not HTTP");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).get(0));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the request ended early");
        }
        return Optional.of(new RecordedRequest(words[0], words[1], headers, body, connection, disconnected));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
