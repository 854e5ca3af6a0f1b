package io.omniroute.provider.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes ClientHellos by RFC 8446, 4.1.2, byte by byte, for clients that the JDK cannot play. */
final class HelloBytes {
    private final int version;
    private final int[] suites;
    private final List<byte[]> extensions = new ArrayList<>();

    HelloBytes(int version, int... suites) {
        this.version = version;
        this.suites = suites;
    }

    HelloBytes extension(int type, byte... body) {
        return add(out -> {
            out.writeShort(type);
            out.writeShort(body.length);
            out.write(body);
        });
    }

    /** Those whose contents no fingerprint looks at. */
    HelloBytes extensions(int... types) {
        for (int type : types) {
            extension(type);
        }
        return this;
    }

    HelloBytes versions(int... versions) {
        return extension(43, bytes(out -> {
            out.writeByte(versions.length * 2);
            shorts(out, versions);
        }));
    }

    HelloBytes groups(int... groups) {
        return shortList(10, groups);
    }

    HelloBytes schemes(int... schemes) {
        return shortList(13, schemes);
    }

    HelloBytes pointFormats(int... formats) {
        return extension(11, bytes(out -> {
            out.writeByte(formats.length);
            for (int format : formats) {
                out.writeByte(format);
            }
        }));
    }

    /** @param protocols a char for each byte */
    HelloBytes alpn(String... protocols) {
        byte[] names = bytes(out -> {
            for (String protocol : protocols) {
                out.writeByte(protocol.length());
                out.write(protocol.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        return extension(16, bytes(out -> {
            out.writeShort(names.length);
            out.write(names);
        }));
    }

    /** In records of at most so many bytes. */
    byte[] records(int size) {
        byte[] message = message();
        return bytes(out -> {
            for (int from = 0; from < message.length; from += size) {
                int length = Math.min(size, message.length - from);
                out.writeByte(22);
                out.writeShort(0x0301);
                out.writeShort(length);
                out.write(message, from, length);
            }
        });
    }

    ClientHello read() {
        try {
            return ClientHello.read(new ByteArrayInputStream(records(16_000)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] message() {
        byte[] body = bytes(out -> {
            out.writeShort(version);
            out.write(new byte[32]);
            out.writeByte(3);
            out.write(new byte[3]);
            out.writeShort(suites.length * 2);
            shorts(out, suites);
            out.writeByte(1);
            out.writeByte(0);
            if (!extensions.isEmpty()) {
                out.writeShort(extensions.stream().mapToInt(each -> each.length).sum());
                for (byte[] extension : extensions) {
                    out.write(extension);
                }
            }
        });
        return bytes(out -> {
            out.writeInt(1 << 24 | body.length);
            out.write(body);
        });
    }

    private HelloBytes shortList(int type, int... values) {
        return extension(type, bytes(out -> {
            out.writeShort(values.length * 2);
            shorts(out, values);
        }));
    }

    private HelloBytes add(Writing writing) {
        extensions.add(bytes(writing));
        return this;
    }

    private static void shorts(DataOutputStream out, int... values) throws IOException {
        for (int value : values) {
            out.writeShort(value);
        }
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }
}
