package io.omniroute.routing.shaping;

import java.util.Comparator;
import java.util.List;

/** A run of bytes put in place of another; {@code from == to} inserts. Everything around stays as it is. */
public record Splice(int from, int to, byte[] bytes) {
    /** Applies splices that do not overlap; without any the array itself is returned. */
    public static byte[] apply(byte[] body, List<Splice> splices) {
        if (splices.isEmpty()) {
            return body;
        }
        List<Splice> ordered = splices.size() == 1
                ? splices
                : splices.stream().sorted(Comparator.comparingInt(Splice::from)).toList();
        int size = body.length;
        for (Splice splice : ordered) {
            size += splice.bytes.length - (splice.to - splice.from);
        }
        byte[] result = new byte[size];
        int read = 0;
        int written = 0;
        for (Splice splice : ordered) {
            System.arraycopy(body, read, result, written, splice.from - read);
            written += splice.from - read;
            System.arraycopy(splice.bytes, 0, result, written, splice.bytes.length);
            written += splice.bytes.length;
            read = splice.to;
        }
        System.arraycopy(body, read, result, written, body.length - read);
        return result;
    }
}
