package io.omniroute.testkit;

import io.omniroute.provider.outbound.ProxyServer.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** A proxy on loopback that does what a test says. Each connection has two virtual threads, one for each direction. */
public final class ScriptedProxy implements AutoCloseable {
    /** What it does when it is asked for a tunnel. */
    public enum Manner {
        OPENS,
        /** 502, or SOCKS reply 5. */
        REFUSES,
        /** Reads and never answers. */
        SILENT,
        /** Closes amid its answer. */
        BREAKS_OFF,
        /** Answers in no protocol. */
        BABBLES
    }

    private final Kind kind;
    private final Manner manner;
    private final Optional<String> login;
    private final ServerSocket server;
    private final Thread acceptor;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private ScriptedProxy(Kind kind, Manner manner, Optional<String> login) {
        this.kind = kind;
        this.manner = manner;
        this.login = login;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = Thread.ofVirtual().name("scripted-proxy").start(this::accept);
    }

    /** Lets everybody through. */
    public static ScriptedProxy start(Kind kind) {
        return new ScriptedProxy(kind, Manner.OPENS, Optional.empty());
    }

    public static ScriptedProxy start(Kind kind, Manner manner) {
        return new ScriptedProxy(kind, manner, Optional.empty());
    }

    /** Lets through who says this. @param login {@code user:password} */
    public static ScriptedProxy guarded(Kind kind, String login) {
        return new ScriptedProxy(kind, Manner.OPENS, Optional.of(login));
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@code host:port} of every tunnel that was asked for by somebody it knows. */
    public List<String> targets() {
        return List.copyOf(targets);
    }

    /** Waits until a tunnel was asked for. */
    public void awaitAsked() {
        await(asked);
    }

    /** Waits until a client has left that got no answer. */
    public void awaitLeft() {
        await(left);
    }

    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(); // until then a last client may still be let in
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened within 20 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket base) {
        sockets.add(base);
        try (base) {
            base.setTcpNoDelay(true);
            Socket client = kind == Kind.HTTPS ? secured(base) : base;
            ProxyDialect dialect = kind == Kind.SOCKS5 ? new SocksDialect(client) : new ConnectDialect(client);
            Optional<String> target = dialect.admit(login);
            if (target.isEmpty()) {
                return;
            }
            targets.add(target.get());
            asked.countDown();
            if (manner == Manner.OPENS) {
                relay(client, dialect, target.get());
            } else {
                misbehave(client, dialect);
            }
        } catch (IOException e) {
            // the client left
        } finally {
            sockets.remove(base);
        }
    }

    private void misbehave(Socket client, ProxyDialect dialect) throws IOException {
        switch (manner) {
            case OPENS -> throw new IllegalStateException("that is no fault");
            case REFUSES -> dialect.refuse();
            case SILENT -> {
                try {
                    client.getInputStream().read();
                } finally {
                    left.countDown();
                }
            }
            case BREAKS_OFF -> dialect.breakOff();
            case BABBLES -> client.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes());
        }
    }

    private void relay(Socket client, ProxyDialect dialect, String target) throws IOException {
        int colon = target.lastIndexOf(':');
        String host = target.substring(0, colon).replace("[", "").replace("]", "");
        try (Socket vendor = new Socket(host, Integer.parseInt(target.substring(colon + 1)))) {
            sockets.add(vendor);
            vendor.setTcpNoDelay(true);
            dialect.open();
            Thread.ofVirtual().start(() -> pump(vendor, client));
            pump(client, vendor);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] chunk = new byte[8 * 1024];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                to.getOutputStream().write(chunk, 0, read);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            // one side left
        }
    }

    private static Socket secured(Socket base) throws IOException {
        SSLSocket socket = (SSLSocket) TestCertificate.serverContext()
                .getSocketFactory()
                .createSocket(base, "localhost", base.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }
}
