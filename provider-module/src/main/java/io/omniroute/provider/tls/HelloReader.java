package io.omniroute.provider.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Takes a ClientHello apart: RFC 8446, 4.1.2 and 4.2; records as in 5.1. */
final class HelloReader {
    private static final int HANDSHAKE_RECORD = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int HEADER = 4;
    private static final int RANDOM = 32;
    private static final int MAX_MESSAGE = 64 * 1024;

    /** What an extension that is not there holds; one that holds nothing is let pass. */
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteBuffer body;

    HelloReader(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    /** The body of the handshake message. RFC 8446, 5.1: a message may be spread over several records. */
    static byte[] message(InputStream records) throws IOException {
        DataInputStream in = new DataInputStream(records);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int length = -1;
        while (length < 0 || message.size() < HEADER + length) {
            if (in.readUnsignedByte() != HANDSHAKE_RECORD) {
                throw new IOException("no TLS handshake record");
            }
            in.readUnsignedShort(); // legacy_record_version
            byte[] fragment = new byte[in.readUnsignedShort()];
            in.readFully(fragment);
            message.write(fragment);
            if (length < 0 && message.size() >= HEADER) {
                length = lengthOf(message.toByteArray());
            }
        }
        byte[] body = new byte[length];
        System.arraycopy(message.toByteArray(), HEADER, body, 0, length);
        return body;
    }

    private static int lengthOf(byte[] message) throws IOException {
        int header = ByteBuffer.wrap(message).getInt();
        int length = header & 0xff_ffff;
        if (header >>> 24 != CLIENT_HELLO || length > MAX_MESSAGE) {
            throw new IOException("no ClientHello");
        }
        return length;
    }

    ClientHello read() throws IOException {
        try {
            int version = u16(body);
            body.position(body.position() + RANDOM);
            vector(body, u8(body)); // legacy_session_id
            List<Integer> suites = all(vector(body, u16(body)), HelloReader::u16);
            vector(body, u8(body)); // legacy_compression_methods
            List<Integer> types = new ArrayList<>();
            Map<Integer, ByteBuffer> extensions = new HashMap<>();
            // RFC 5246, 7.4.1.2: extensions are there when bytes follow
            if (body.hasRemaining()) {
                ByteBuffer block = vector(body, u16(body));
                while (block.hasRemaining()) {
                    int type = u16(block);
                    types.add(type);
                    extensions.put(type, vector(block, u16(block)));
                }
            }
            return hello(version, suites, types, extensions);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("a ClientHello that ends early", e);
        }
    }

    private static ClientHello hello(
            int version, List<Integer> suites, List<Integer> types, Map<Integer, ByteBuffer> extensions) {
        IntFunction<ByteBuffer> body = type -> extensions.getOrDefault(type, NOTHING);
        return new ClientHello(
                version,
                suites,
                types,
                list(body.apply(Ext.SUPPORTED_VERSIONS), HelloReader::u8, HelloReader::u16),
                list(body.apply(Ext.SUPPORTED_GROUPS), HelloReader::u16, HelloReader::u16),
                list(body.apply(Ext.EC_POINT_FORMATS), HelloReader::u8, HelloReader::u8),
                list(body.apply(Ext.SIGNATURE_ALGORITHMS), HelloReader::u16, HelloReader::u16),
                list(body.apply(Ext.SIGNATURE_ALGORITHMS_CERT), HelloReader::u16, HelloReader::u16),
                names(body.apply(Ext.ALPN)));
    }

    private static List<Integer> list(
            ByteBuffer extension, ToIntFunction<ByteBuffer> length, ToIntFunction<ByteBuffer> item) {
        if (!extension.hasRemaining()) {
            return List.of();
        }
        return all(vector(extension, length.applyAsInt(extension)), item);
    }

    private static List<Integer> all(ByteBuffer items, ToIntFunction<ByteBuffer> item) {
        List<Integer> numbers = new ArrayList<>();
        while (items.hasRemaining()) {
            numbers.add(item.applyAsInt(items));
        }
        return numbers;
    }

    private static List<String> names(ByteBuffer extension) {
        List<String> names = new ArrayList<>();
        if (extension.hasRemaining()) {
            ByteBuffer block = vector(extension, u16(extension));
            while (block.hasRemaining()) {
                names.add(StandardCharsets.ISO_8859_1
                        .decode(vector(block, u8(block)))
                        .toString());
            }
        }
        return names;
    }

    private static int u8(ByteBuffer in) {
        return in.get() & 0xff;
    }

    private static int u16(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    private static ByteBuffer vector(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }
}
