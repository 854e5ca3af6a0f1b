package io.omniroute.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A keep-alive connection with the least HTTP that will do. Reconnects when the server said it would close. */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private final byte[] buffer = new byte[16 << 10];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int from;
    private int to;
    private boolean closing;

    /** Told of the body's bytes as they come. */
    interface Body {
        void read(byte[] bytes, int from, int length);
    }

    HttpConnection(int port) throws IOException {
        this.port = port;
        connect();
    }

    /** @throws IOException when the answer is not a 200, too */
    void exchange(byte[] request, Body body) throws IOException {
        if (closing) {
            close();
            connect();
        }
        out.write(request);
        String head = readHead();
        closing = head.contains("\r\nconnection: close");
        int length = contentLength(head);
        if (length < 0) {
            readChunked(body);
        } else {
            read(length, body);
        }
        if (!head.startsWith("http/1.1 200")) {
            throw new IOException("answered " + head.lines().findFirst().orElse("nothing"));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        from = 0;
        to = 0;
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder(256);
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private static int contentLength(String head) {
        int at = head.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return -1;
        }
        int end = head.indexOf('\r', at + 2);
        return Integer.parseInt(head.substring(at + 17, end).strip());
    }

    private void readChunked(Body body) throws IOException {
        int size = Integer.parseInt(readLine(), 16);
        while (size > 0) {
            read(size, body);
            readLine();
            size = Integer.parseInt(readLine(), 16);
        }
        readLine();
    }

    private void read(int length, Body body) throws IOException {
        int left = length;
        while (left > 0) {
            if (from == to) {
                fill();
            }
            int part = Math.min(left, to - from);
            body.read(buffer, from, part);
            from += part;
            left -= part;
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            if (from == to) {
                fill();
            }
            int start = from;
            while (from < to && buffer[from] != '\n') {
                from++;
            }
            line.append(new String(buffer, start, from - start, StandardCharsets.US_ASCII));
            if (from < to) {
                from++;
                return line.toString().stripTrailing().toLowerCase(Locale.ROOT);
            }
        }
    }

    private void fill() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        from = 0;
        to = count;
    }
}
