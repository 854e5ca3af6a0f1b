package io.omniroute.launch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A vendor on loopback that speaks OpenAI's chat format and says the same to everybody, whole or streamed as asked. */
final class RehearsalVendor implements AutoCloseable {
    private static final int CHUNKS = 20;
    private static final String WHOLE = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1750000000,"model":"m","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hello there, and well met."},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":20,"completion_tokens":8,"total_tokens":28}}""";
    private static final String EVENT = """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1750000000,"model":"m",\
            "choices":[{"index":0,"delta":{"role":"assistant","content":" word"},"finish_reason":null}]}

            """;
    private static final String END = """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1750000000,"model":"m",\
            "choices":[{"index":0,"delta":{},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":20,"completion_tokens":20,"total_tokens":40}}

            data: [DONE]

            """;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** @throws CannotStartException when it cannot listen */
    RehearsalVendor() {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each stream waits for an acknowledgement
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new CannotStartException("the rehearsal's vendor cannot listen", e);
        }
        server.setExecutor(threads);
        server.createContext("/", RehearsalVendor::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean streamed = request.contains("\"stream\":true");
            exchange.getResponseHeaders().add("Content-Type", streamed ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, streamed ? 0 : WHOLE.length());
            OutputStream body = exchange.getResponseBody();
            for (int i = 0; streamed && i < CHUNKS; i++) {
                body.write(EVENT.getBytes(StandardCharsets.US_ASCII));
                body.flush();
            }
            body.write((streamed ? END : WHOLE).getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
