package io.omniroute.provider.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Name look-ups whose waits end with the exchange. getaddrinfo blocks its thread in native code, deaf to everything; so it never runs on a call's own thread. */
final class Dns implements AutoCloseable {
    private static final int THREADS = 32;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("omniroute-dns-", 1).factory());

    private final Names names;

    /** Where names lead, such as {@link InetAddress#getAllByName}. */
    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    Dns(Names names) {
        this.names = names;
        threads.allowCoreThreadTimeOut(true);
    }

    InetAddress[] resolve(String host, Exchange exchange) throws IOException {
        return resolve(host, exchange, FOR_EVER);
    }

    /** Absent when the name is unknown here, or not known in time. @throws IOException when the exchange ended meanwhile */
    Optional<InetAddress[]> known(String host, Exchange exchange, Duration limit) throws IOException {
        try {
            return Optional.of(resolve(host, exchange, limit));
        } catch (UnknownHostException e) {
            if (!exchange.isOpen() || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private InetAddress[] resolve(String host, Exchange exchange, Duration limit) throws IOException {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        exchange.onAbort(() -> answer.cancel(false));
        threads.execute(() -> {
            try {
                answer.complete(names.resolve(host));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (CancellationException | ExecutionException | TimeoutException e) {
            throw (IOException) new UnknownHostException(host).initCause(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
