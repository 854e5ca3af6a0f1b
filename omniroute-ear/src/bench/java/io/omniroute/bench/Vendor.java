package io.omniroute.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * A vendor that costs next to nothing: one thread, no parsing beyond the length of a request. A model named {@code
 * every-N} streams a chunk every N milliseconds, the first at once. Run as a process of its own; prints its port.
 */
public final class Vendor {
    private final Selector selector = Selector.open();
    private final PriorityQueue<VendorConnection> streaming =
            new PriorityQueue<>(Comparator.comparingLong(VendorConnection::dueNanos));

    private Vendor() throws IOException {}

    public static void main(String... arguments) throws IOException {
        new Vendor().serve();
    }

    private void serve() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println(((InetSocketAddress) server.getLocalAddress()).getPort());
            while (true) {
                selector.select(this::ready, untilNextChunk());
                sendDueChunks();
            }
        }
    }

    /** @return milliseconds, 0 for as long as it takes */
    private long untilNextChunk() {
        VendorConnection next = streaming.peek();
        return next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.dueNanos() - System.nanoTime()));
    }

    private void sendDueChunks() {
        long now = System.nanoTime();
        while (!streaming.isEmpty() && streaming.peek().dueNanos() <= now) {
            VendorConnection connection = streaming.poll();
            try {
                if (connection.sendNextChunk()) {
                    streaming.add(connection);
                }
            } catch (IOException e) {
                connection.close();
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
                return;
            }
            VendorConnection connection = (VendorConnection) key.attachment();
            if (connection.answerRequests()) {
                streaming.add(connection);
            }
        } catch (IOException e) { // a client that leaves is a matter of course here
            ((VendorConnection) key.attachment()).close();
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new VendorConnection(channel));
        }
    }
}
