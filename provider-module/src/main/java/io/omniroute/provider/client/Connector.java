package io.omniroute.provider.client;

import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.tls.Handshakes;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;

/** Opens sockets to addresses that were checked, with TLS where asked. Every wait in it ends with the exchange. */
final class Connector implements AutoCloseable {
    private static final int DNS_THREADS = 32;

    /** Where names lead, such as {@link InetAddress#getAllByName}. */
    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final SSLContext tls;
    private final Supplier<SSLContext> fresh;
    private final Names names;

    /** getaddrinfo blocks its thread in native code, deaf to everything; so it never runs on a call's own thread. */
    private final ThreadPoolExecutor dns = new ThreadPoolExecutor(
            DNS_THREADS,
            DNS_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("omniroute-dns-", 1).factory());

    /** @param fresh gives a context of its own to each connection that has a TLS profile */
    Connector(SSLContext tls, Supplier<SSLContext> fresh, Names names) {
        this.tls = tls;
        this.fresh = fresh;
        this.names = names;
        dns.allowCoreThreadTimeOut(true);
    }

    /** Connects to the first permitted address that answers, and binds the connection to it. */
    void connect(ManagedHttpClientConnection connection, Destination to, Exchange exchange, Duration limit)
            throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        List<InetAddress> addresses = AddressGuard.permitted(to, resolve(to.host(), exchange));
        IOException failure = new UnknownHostException(to.host());
        for (InetAddress address : addresses) {
            try {
                connect(connection, to, address, exchange, until);
                return;
            } catch (IOException e) {
                failure = e;
                if (!exchange.isOpen()) {
                    break;
                }
            }
        }
        throw failure;
    }

    private void connect(
            ManagedHttpClientConnection connection, Destination to, InetAddress address, Exchange exchange, long until)
            throws IOException {
        Socket socket = new Socket();
        try {
            exchange.onAbort(() -> closeQuietly(socket));
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(address, to.port()), millisUntil(until));
            if (to.tls()) {
                connection.bind(handshake(socket, to), socket);
            } else {
                connection.bind(socket);
            }
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private SSLSocket handshake(Socket socket, Destination to) throws IOException {
        Optional<TlsProfile> profile = to.outbound().tls();
        SSLContext context = profile.isPresent() ? fresh.get() : tls;
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, to.host(), to.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        try {
            profile.ifPresent(wanted -> Handshakes.apply(wanted, parameters));
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        } catch (IllegalArgumentException | SocketException e) {
            // a name this JDK lacks, or a vendor that hangs up on what it is offered
            throw new SSLException(e.getMessage(), e);
        }
        return secure;
    }

    private InetAddress[] resolve(String host, Exchange exchange) throws IOException {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        exchange.onAbort(() -> answer.cancel(false));
        dns.execute(() -> {
            try {
                answer.complete(names.resolve(host));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (CancellationException | ExecutionException e) {
            throw (IOException) new UnknownHostException(host).initCause(e);
        }
    }

    private static int millisUntil(long until) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("connect timed out");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // it is given up anyway
        }
    }

    @Override
    public void close() {
        dns.shutdownNow();
    }
}
