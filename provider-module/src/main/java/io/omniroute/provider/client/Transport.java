package io.omniroute.provider.client;

import io.omniroute.provider.tls.Handshakes;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.LaxConnPool;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * The connections to all vendors, pooled, and the watchdog over the calls on them. It stands on HttpCore's pool and
 * HTTP/1.1 connection and does without HttpClient's exec chain: redirects, cookies, retries, authentication and decompression are
 * all things a gateway must not do. Thread-safe.
 */
@Dependent
class Transport implements AutoCloseable {
    private static final int MAX_PER_DESTINATION = 5_000;
    private static final TimeValue KEEP_IDLE = TimeValue.ofSeconds(55);

    private final LaxConnPool<Destination, VendorConnection> pool =
            new LaxConnPool<>(MAX_PER_DESTINATION, TimeValue.NEG_ONE_MILLISECOND, PoolReusePolicy.LIFO, null);
    private final Watchdog watchdog = new Watchdog(pool::closeExpired);
    private final Connector connector;

    @Inject
    Transport() {
        this(platformTrust(), Handshakes::freshContext, InetAddress::getAllByName);
    }

    /** One context for all connections, whether they have a TLS profile or not. */
    Transport(SSLContext tls) {
        this(tls, () -> tls, InetAddress::getAllByName);
    }

    Transport(SSLContext tls, Supplier<SSLContext> fresh, Dns.Names names) {
        connector = new Connector(tls, fresh, names);
    }

    private static SSLContext platformTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no default TLS context", e);
        }
    }

    /** Puts the call under watch. Every begin is followed by one end. */
    Exchange begin() {
        Exchange exchange = new Exchange();
        watchdog.add(exchange);
        return exchange;
    }

    void end(Exchange exchange) {
        watchdog.remove(exchange);
    }

    /** A slot for a connection to it; the connection in it may be absent or closed. Every lease is released once. */
    PoolEntry<Destination, VendorConnection> lease(Destination to, Exchange exchange, Duration limit)
            throws IOException, TimeoutException {
        Future<PoolEntry<Destination, VendorConnection>> future = pool.lease(to, null);
        if (!future.isDone()) {
            exchange.onAbort(() -> future.cancel(true));
        }
        try {
            PoolEntry<Destination, VendorConnection> slot = future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            discardIfStale(slot);
            return slot;
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new IOException("no connection", e);
        }
    }

    private static void discardIfStale(PoolEntry<?, VendorConnection> slot) {
        VendorConnection connection = slot.getConnection();
        if (connection != null && connection.isStale()) {
            slot.discardConnection(CloseMode.IMMEDIATE);
        }
    }

    /** Replaces the slot's connection by a fresh one. */
    VendorConnection connect(PoolEntry<Destination, VendorConnection> slot, Exchange exchange, Duration limit)
            throws IOException {
        slot.discardConnection(CloseMode.IMMEDIATE);
        VendorConnection connection = new VendorConnection();
        slot.assignConnection(connection);
        connector.connect(connection, slot.getRoute(), exchange, limit);
        return connection;
    }

    /** Gives the slot back with its connection, for the next call. */
    void keep(PoolEntry<Destination, VendorConnection> slot, TimeValue keepAlive) {
        slot.updateExpiry(TimeValue.isPositive(keepAlive) ? keepAlive : KEEP_IDLE);
        pool.release(slot, true);
    }

    /** Gives the slot back empty, its connection closed at once. */
    void discard(PoolEntry<Destination, VendorConnection> slot) {
        slot.discardConnection(CloseMode.IMMEDIATE);
        pool.release(slot, false);
    }

    @Override
    @PreDestroy
    public void close() {
        watchdog.stop();
        pool.close(CloseMode.IMMEDIATE);
        connector.close();
    }
}
