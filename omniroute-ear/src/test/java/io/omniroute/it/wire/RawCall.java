package io.omniroute.it.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.conversation.Trees;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One HTTP/1.1 call on a connection of its own, read as it comes. */
public final class RawCall implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int status;

    private RawCall(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawCall post(int port, String path, Map<String, String> headers, String body) {
        return post(port, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public static RawCall post(int port, String path, Map<String, String> headers, byte[] body) {
        return send(port, "POST", path, headers, body);
    }

    public static RawCall send(int port, String method, String path, Map<String, String> headers, byte[] body) {
        return open(port, head(method + " " + path, headers, body.length), body);
    }

    /** @param length what Content-Length says, whatever the body is */
    public static RawCall announce(int port, String path, Map<String, String> headers, long length, byte[] body) {
        return open(port, head("POST " + path, headers, length), body);
    }

    private static String head(String target, Map<String, String> headers, long length) {
        StringBuilder head = new StringBuilder(target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
    }

    private static RawCall open(int port, String head, byte[] body) {
        try {
            RawCall call = new RawCall(port);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(body);
            call.socket.getOutputStream().write(all.toByteArray());
            return call;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the head. */
    public int status() {
        if (status == 0) {
            readHead();
        }
        return status;
    }

    /** Empty when there is none. */
    public String header(String lowerCaseName) {
        status();
        return headers.getOrDefault(lowerCaseName, "");
    }

    public Map<String, String> headers() {
        status();
        return Map.copyOf(headers);
    }

    /** The next bytes of the body as the server cut them; empty at the end. */
    public byte[] next() {
        try {
            if (header("transfer-encoding").equals("chunked")) {
                return chunk();
            }
            String length = header("content-length");
            return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until the body so far has the text; returns the body so far. */
    public String until(String text) {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            byte[] next = next();
            if (next.length == 0) {
                throw new AssertionError("the answer ended without '" + text + "': " + read);
            }
            read.append(new String(next, StandardCharsets.UTF_8));
        }
        return read.toString();
    }

    /** The rest of the body. */
    public byte[] body() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (!header("transfer-encoding").equals("chunked")) {
            return next();
        }
        for (byte[] next = next(); next.length > 0; next = next()) {
            all.writeBytes(next);
        }
        return all.toByteArray();
    }

    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Trees.parse(body());
    }

    /** Leaves, whether the answer is complete or not. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] chunk() throws IOException {
        String size = line();
        byte[] bytes = in.readNBytes(Integer.parseInt(size.isEmpty() ? line() : size, 16));
        line();
        return bytes;
    }

    private void readHead() {
        try {
            List<String> lines = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                lines.add(line);
            }
            status = Integer.parseInt(lines.get(0).split(" ")[1]);
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the gateway closed the connection after '" + line + "'");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
