package io.omniroute.bench.relay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A kept connection to the vendor, read in blocking style. Used by one thread at a time. */
final class VendorLine {
    private static final int HEX = 16;
    private static final String LENGTH = "Content-Length: ";
    private static final String TYPE = "Content-Type: ";

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[8 << 10];
    private int from;
    private int to;

    VendorLine(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** @param length -1 for an answer in chunks */
    record Head(int length, String contentType) {}

    void send(byte[] request) throws IOException {
        out.write(request);
    }

    Head readHead() throws IOException {
        int length = -1;
        String type = "";
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            if (line.startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()));
            } else if (line.startsWith(TYPE)) {
                type = line.substring(TYPE.length());
            }
        }
        return new Head(length, type);
    }

    int chunkSize() throws IOException {
        return Integer.parseInt(readLine(), HEX);
    }

    String readLine() throws IOException {
        StringBuilder line = new StringBuilder(40);
        for (int c = next(); c != '\n'; c = next()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    void copy(int length, OutputStream target) throws IOException {
        for (int left = length; left > 0; ) {
            require();
            int part = Math.min(left, to - from);
            target.write(buffer, from, part);
            from += part;
            left -= part;
        }
    }

    /** Whether all that has come was read. */
    boolean isDrained() {
        return from == to;
    }

    private int next() throws IOException {
        require();
        return buffer[from++];
    }

    private void require() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer, 0, buffer.length));
            if (to == 0) {
                throw new EOFException("the vendor has closed the connection");
            }
        }
    }
}
