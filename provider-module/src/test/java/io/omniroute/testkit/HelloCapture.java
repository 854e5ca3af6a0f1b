package io.omniroute.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A wire tap in front of a vendor that speaks TLS: it keeps the first record of each connection and passes everything on. */
public final class HelloCapture implements AutoCloseable {
    private static final int RECORD_HEADER = 5;

    private final ServerSocket server;
    private final int vendorPort;
    private final BlockingQueue<byte[]> hellos = new LinkedBlockingQueue<>();

    private HelloCapture(int vendorPort) {
        this.vendorPort = vendorPort;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("hello-capture").start(this::accept);
    }

    public static HelloCapture before(ScriptedVendor vendor) {
        return new HelloCapture(vendor.port());
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The record of the next connection whose record this method has not returned yet; waits for it. */
    public byte[] awaitHello() {
        try {
            return Optional.ofNullable(hellos.poll(20, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("nobody said hello within 20 s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How many hellos were heard and not fetched. */
    public int waiting() {
        return hellos.size();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket vendor = new Socket(InetAddress.getLoopbackAddress(), vendorPort)) {
            byte[] hello = record(client.getInputStream());
            hellos.add(hello);
            vendor.getOutputStream().write(hello);
            Thread back = Thread.ofVirtual().start(() -> copy(vendor, client));
            copy(client, vendor);
            back.join();
        } catch (IOException | InterruptedException e) {
            // one of the two left
        }
    }

    private static byte[] record(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] header = new byte[RECORD_HEADER];
        data.readFully(header);
        byte[] fragment = new byte[(header[3] & 0xff) << 8 | header[4] & 0xff];
        data.readFully(fragment);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(header);
        record.write(fragment);
        return record.toByteArray();
    }

    private static void copy(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // the other direction ends with it
        }
    }
}
