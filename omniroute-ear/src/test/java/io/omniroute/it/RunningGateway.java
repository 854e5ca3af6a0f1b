package io.omniroute.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The built jar, running as a process of its own on a free port, started as its users start it. Closing it kills it, which is
 * all that a crash-safe gateway may ask for.
 */
public final class RunningGateway implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(4); // other jobs may share the machine
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final GatewaySetup setup;
    private final int port;
    private final Process process;
    private final ProcessOutput output;
    private final ProcessOutput errors;
    private final Instant begun = Instant.now();

    private RunningGateway(GatewaySetup setup, int port) {
        this.setup = setup;
        this.port = port;
        try {
            this.process = setup.process(port).start();
        } catch (IOException e) {
            throw new UncheckedIOException("The gateway cannot be started.", e);
        }
        this.output = new ProcessOutput(process.getInputStream());
        this.errors = new ProcessOutput(process.getErrorStream());
    }

    /** Starts a gateway and waits until it serves. */
    public static RunningGateway start(GatewaySetup setup) {
        return start(setup, Ports.free());
    }

    static RunningGateway start(GatewaySetup setup, int port) {
        RunningGateway gateway = new RunningGateway(setup, port);
        try {
            if (gateway.output
                    .await(line -> line.startsWith("Listening on "), START_LIMIT)
                    .isEmpty()) {
                throw new IllegalStateException("The gateway did not start: " + gateway.kill());
            }
            return gateway;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the gateway started.", e);
        }
    }

    /** Starts a gateway that is expected to give up, and waits until it has. */
    public static Exit attempt(GatewaySetup setup) {
        return attempt(setup, Ports.free());
    }

    static Exit attempt(GatewaySetup setup, int port) {
        try (RunningGateway gateway = new RunningGateway(setup, port)) {
            return gateway.exit(START_LIMIT);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public GatewaySetup setup() {
        return setup;
    }

    /** An address at this gateway; the path begins with a slash. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What it has printed for its user so far. */
    public List<String> output() {
        return output.lines();
    }

    /** Fetches a path with a plain client. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Sends SIGTERM; to be followed by {@link #awaitExit()}. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would also close the streams, and with them the last lines
    }

    public Exit awaitExit() {
        return exit(STOP_LIMIT);
    }

    /** SIGTERM, and waits for the end. */
    public Exit stop() {
        terminate();
        return awaitExit();
    }

    /** SIGKILL, and waits for the end. */
    public Exit kill() {
        process.toHandle().destroyForcibly();
        return exit(STOP_LIMIT);
    }

    /** The next life of a gateway that has ended, with the same data on the same port. */
    public RunningGateway restart() {
        return start(setup, port);
    }

    private Exit exit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "The gateway still runs after " + limit + ": " + output.lines() + errors.lines());
            }
            output.awaitEnd(STOP_LIMIT);
            errors.awaitEnd(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the gateway stopped.", e);
        }
        return new Exit(process.exitValue(), output.lines(), errors.lines(), Duration.between(begun, Instant.now()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
