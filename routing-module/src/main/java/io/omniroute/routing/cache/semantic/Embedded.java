package io.omniroute.routing.cache.semantic;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What is kept of a question, which is not its text. The arrays are not copied, nobody may change them.
 *
 * @param words see {@link Wording#words}
 * @param vector of length 1
 */
public record Embedded(String partition, int[] words, float[] vector) {
    /** Sums of products of floats are not exact; the same text must be as near as can be. */
    private static final float ROUNDING = 1e-5f;

    private static final int OVERHEAD = 256;

    public Embedded {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(vector, "vector");
    }

    /** The cosine, from -1 to 1. */
    double similarity(Embedded other) {
        float[] a = vector;
        float[] b = other.vector;
        int length = Math.min(a.length, b.length);
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (;
                i + 3 < length;
                i += 4) { // four sums at a time: floats may not be added in another order, so one would wait
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[i] * b[i];
        }
        float cosine = sum0 + sum1 + sum2 + sum3;
        return cosine > 1 - ROUNDING ? 1 : cosine;
    }

    /** Whether the words that both have stand in the same order: "miles to kilometers" is not "kilometers to miles". */
    boolean hasOrderOf(Embedded other) {
        int[] ours = IntStream.of(words).filter(word -> has(other.words, word)).toArray();
        int[] theirs =
                IntStream.of(other.words).filter(word -> has(words, word)).toArray();
        return Arrays.equals(ours, theirs);
    }

    private static boolean has(int[] words, int sought) {
        return IntStream.of(words).anyMatch(word -> word == sought);
    }

    /** Bytes of memory, roughly. */
    int weight() {
        return 4 * (vector.length + words.length) + partition.length() + OVERHEAD;
    }
}
