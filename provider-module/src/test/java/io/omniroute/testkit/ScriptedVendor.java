package io.omniroute.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A vendor on loopback that does what a test says, on raw sockets, so that it can also do what no HTTP server would.
 * Each connection has two virtual threads: one reads requests (and notices when the client leaves), one answers.
 */
public final class ScriptedVendor implements AutoCloseable {
    private final ServerSocket server;
    private final Thread acceptor;
    private final Optional<SSLContext> tls;
    private final Function<RecordedRequest, Answer> fallback;
    private final Map<String, Function<RecordedRequest, Answer>> routes = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<RecordedRequest> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private ScriptedVendor(Optional<SSLContext> tls, Function<RecordedRequest, Answer> fallback) {
        this.tls = tls;
        this.fallback = fallback;
        try {
            server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = Thread.ofVirtual().name("scripted-vendor").start(this::accept);
    }

    public static ScriptedVendor start(Function<RecordedRequest, Answer> script) {
        return new ScriptedVendor(Optional.empty(), script);
    }

    public static ScriptedVendor answering(Answer answer) {
        return start(request -> answer);
    }

    /** One that knows only the paths given by {@link #route}; elsewhere it answers 404. */
    public static ScriptedVendor empty() {
        return answering(Answer.of(404, "application/json", "{\"error\":{\"message\":\"no such path\"}}"));
    }

    /** Speaks TLS with {@link TestCertificate}. */
    public static ScriptedVendor startTls(Function<RecordedRequest, Answer> script) {
        return new ScriptedVendor(Optional.of(TestCertificate.serverContext()), script);
    }

    /** @param path without query */
    public ScriptedVendor route(String path, Function<RecordedRequest, Answer> script) {
        routes.put(path, script);
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Such as {@code http://127.0.0.1:4711}. */
    public String origin() {
        return tls.isPresent() ? "https://localhost:" + port() : "http://127.0.0.1:" + port();
    }

    public URI uri(String path) {
        return URI.create(origin() + path);
    }

    /** All requests so far. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The next request that this method has not returned yet; waits for it. */
    public RecordedRequest awaitRequest() {
        try {
            return Optional.ofNullable(arrivals.poll(20, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("no request came within 20 s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How many connections were opened so far. */
    public int connections() {
        return connections.get();
    }

    /** Closes the open connections and goes on accepting new ones, as a vendor does that tidies up idle ones. */
    public void dropConnections() {
        sockets.forEach(ScriptedVendor::closeQuietly);
    }

    /** From now on connections are refused; open ones are closed. */
    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(); // until then a last client may still be let in
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        dropConnections();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                // closed, or a client that left at once
            }
        }
    }

    private void serve(Socket base, int number) {
        sockets.add(base);
        CompletableFuture<Void> disconnected = new CompletableFuture<>();
        BlockingQueue<RecordedRequest> queue = new LinkedBlockingQueue<>();
        Thread answering = Thread.currentThread();
        try (base) {
            // else Nagle and delayed acknowledgements add 40 ms to an answer in two writes
            base.setTcpNoDelay(true);
            Socket socket = tls.isPresent() ? handshake(base, tls.get()) : base;
            Thread.ofVirtual().start(() -> {
                read(socket, number, disconnected, queue);
                disconnected.complete(null);
                answering.interrupt();
            });
            AnswerWriter writer = new AnswerWriter(base, socket.getOutputStream(), disconnected);
            boolean goOn = true;
            while (goOn) {
                RecordedRequest request = queue.take();
                goOn = writer.play(script(request).apply(request));
            }
            // under TLS a plain close of the base would look like an attack, not like the end
            socket.close();
        } catch (IOException | InterruptedException e) {
            // the client left
        } finally {
            sockets.remove(base);
        }
    }

    private Function<RecordedRequest, Answer> script(RecordedRequest request) {
        return routes.getOrDefault(request.path().split("\\?")[0], fallback);
    }

    private void read(
            Socket socket, int number, CompletableFuture<Void> disconnected, BlockingQueue<RecordedRequest> queue) {
        try {
            RequestParser parser =
                    new RequestParser(new BufferedInputStream(socket.getInputStream()), number, disconnected);
            for (Optional<RecordedRequest> next = parser.next(); next.isPresent(); next = parser.next()) {
                requests.add(next.get());
                arrivals.add(next.get());
                queue.add(next.get());
            }
        } catch (IOException e) {
            // the client reset the connection
        }
    }

    private static Socket handshake(Socket base, SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(base, "localhost", base.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static void closeQuietly(Socket socket) {
        try (socket) {
            // a close while another thread reads takes effect later; the peer shall know now
            socket.shutdownOutput();
        } catch (IOException e) {
            // it is gone already
        }
    }
}
