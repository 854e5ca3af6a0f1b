package io.omniroute.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of a request, made once; where it has a number, each call gets another. Confined to one caller. */
final class Request {
    /** Stands where the number goes, in as many digits. */
    static final String NUMBER = "##########";

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final byte[] bytes;
    private final int[] places;

    Request(String text) {
        bytes = text.getBytes(StandardCharsets.US_ASCII);
        int[] found = new int[8];
        int count = 0;
        for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + NUMBER.length())) {
            found[count++] = at;
        }
        places = Arrays.copyOf(found, count);
    }

    private Request(Request other) {
        bytes = other.bytes.clone();
        places = other.places;
    }

    /** For another caller. */
    Request copy() {
        return new Request(this);
    }

    /** Good until the next call of this method. */
    byte[] next() {
        if (places.length > 0) {
            long number = NUMBERS.incrementAndGet();
            for (int digit = NUMBER.length() - 1; digit >= 0; digit--) {
                for (int place : places) {
                    bytes[place + digit] = (byte) ('0' + number % 10);
                }
                number /= 10;
            }
        }
        return bytes;
    }
}
