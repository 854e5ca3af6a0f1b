package io.omniroute.it.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A vendor of OpenAI's chat format that streams one word and then waits until it is told to go on. */
final class HesitantVendor implements AutoCloseable {
    static final String FIRST = "Hello";
    static final String LAST = "goodbye";

    private static final String CHUNK =
            "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[%s]%s}\n\n";
    private static final String WHOLE =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + FIRST + " and " + LAST
                    + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":3,\"total_tokens\":6}}";

    private final HttpServer server;
    private final Semaphore goOn = new Semaphore(0);

    HesitantVendor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Lets the stream that waits, or the next one, come to its end. */
    void goOn() {
        goOn.release();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try (exchange) {
            if (request.replace(" ", "").contains("\"stream\":true")) {
                stream(exchange);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                byte[] body = WHOLE.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        write(out, delta("{\"role\":\"assistant\",\"content\":\"" + FIRST + "\"}", "null"));
        awaitPermission();
        write(out, delta("{\"content\":\" and " + LAST + "\"}", "null"));
        write(out, delta("{}", "\"stop\""));
        write(out, CHUNK.formatted("", ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":3,\"total_tokens\":6}"));
        write(out, "data: [DONE]\n\n");
    }

    private void awaitPermission() throws IOException {
        try {
            if (!goOn.tryAcquire(2, TimeUnit.MINUTES)) {
                throw new IOException("Nobody saw the first word.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String delta(String delta, String finish) {
        return CHUNK.formatted("{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}", "");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
