package io.omniroute.provider.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A body that a vendor, or something in front of it, compressed although nobody asked (RFC 9110, 8.4.1.3). Gives what has
 * arrived as soon as it can be told. Confined to one thread; closing it does nothing.
 */
final class GzippedBody extends InputStream {
    private final InputStream packed;
    private InputStream plain;

    GzippedBody(InputStream packed) {
        this.packed = packed;
    }

    /** @param headers names in lower case, or a map that ignores case */
    static boolean isAnnounced(Map<String, List<String>> headers) {
        List<String> codings = headers.getOrDefault("content-encoding", List.of());
        return codings.size() == 1
                && (codings.get(0).equalsIgnoreCase("gzip") || codings.get(0).equalsIgnoreCase("x-gzip"));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (plain == null) {
            plain = open();
        }
        return plain.read(target, offset, length);
    }

    private InputStream open() throws IOException {
        PushbackInputStream source = new PushbackInputStream(packed, 1);
        int first = source.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        source.unread(first);
        return new GZIPInputStream(source);
    }
}
