package io.omniroute.provider.client;

import io.omniroute.provider.outbound.ProxyServer;
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
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens sockets to addresses that were checked, through a proxy where the destination names one, with TLS where asked. Every
 * wait in it ends with the exchange.
 */
final class Connector implements AutoCloseable {
    private final SSLContext tls;
    private final Supplier<SSLContext> fresh;
    private final Dns dns;
    private final Tunnels tunnels;

    /** @param fresh gives a context of its own to each connection that has a TLS profile */
    Connector(SSLContext tls, Supplier<SSLContext> fresh, Dns.Names names) {
        this.tls = tls;
        this.fresh = fresh;
        this.dns = new Dns(names);
        this.tunnels = new Tunnels(tls, dns);
    }

    /** A TCP connection. @param line what travels over it: itself, or TLS with a proxy */
    record Line(Socket base, Socket line) {}

    /** Connects to the first permitted address that answers, and binds the connection to it. */
    void connect(VendorConnection connection, Destination to, Exchange exchange, Duration limit) throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        Optional<ProxyServer> proxy = to.outbound().proxy();
        if (proxy.isPresent()) {
            bind(connection, to, tunnels.open(proxy.get(), to, exchange, limit));
            return;
        }
        firstThatWorks(AddressGuard.permitted(to, dns.resolve(to.host(), exchange)), exchange, address -> {
            Socket socket = connected(new InetSocketAddress(address, to.port()), exchange, until);
            return bind(connection, to, new Line(socket, socket));
        });
    }

    /** What is done with one of several addresses. */
    interface Step<T> {
        T at(InetAddress address) throws IOException;
    }

    /** @param addresses at least one */
    static <T> T firstThatWorks(List<InetAddress> addresses, Exchange exchange, Step<T> step) throws IOException {
        IOException failure = new UnknownHostException();
        for (InetAddress address : addresses) {
            try {
                return step.at(address);
            } catch (IOException e) {
                failure = e;
                if (!exchange.isOpen()) {
                    break;
                }
            }
        }
        throw failure;
    }

    static Socket connected(InetSocketAddress address, Exchange exchange, long until) throws IOException {
        Socket socket = SocketChannel.open().socket(); // see VendorConnection
        try {
            exchange.onAbort(() -> closeQuietly(socket));
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, millisUntil(until));
            return socket;
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private Line bind(VendorConnection connection, Destination to, Line opened) throws IOException {
        try {
            if (to.tls()) {
                connection.bind(handshake(opened.line(), to), opened.base());
            } else if (opened.line() instanceof SSLSocket secure) {
                connection.bind(secure, opened.base());
            } else {
                connection.bind(opened.line());
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            closeQuietly(opened.base());
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

    private static int millisUntil(long until) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("connect timed out");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // it is given up anyway
        }
    }

    @Override
    public void close() {
        dns.close();
    }
}
