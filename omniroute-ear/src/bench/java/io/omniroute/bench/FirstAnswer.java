package io.omniroute.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What a server's start is over with. */
final class FirstAnswer {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PAUSE_MILLIS = 20;

    private FirstAnswer() {}

    /** @param log named when the process ends, or two minutes pass, without an answer; the process is ended then */
    static void await(Process process, Endpoint endpoint, Path log) throws IOException {
        Request request = endpoint.wholeRequest();
        long begin = System.nanoTime();
        while (true) {
            try (HttpConnection connection = new HttpConnection(endpoint.port())) {
                connection.exchange(request.next(), (bytes, from, length) -> {});
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    Processes.end(process);
                    throw new IOException("a server did not start (" + e.getMessage() + "); see " + log, e);
                }
            }
            Processes.sleep(PAUSE_MILLIS);
        }
    }
}
