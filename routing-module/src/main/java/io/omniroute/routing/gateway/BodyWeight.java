package io.omniroute.routing.gateway;

/**
 * How many tokens a body will come to, before anybody has counted: text by its bytes, base64 by what a picture or a
 * document is usually charged. Pure; one pass over the bytes, and none over small ones.
 */
final class BodyWeight {
    private static final int BYTES_PER_TOKEN = 4;
    /** No text goes on for so long without a blank, a quote or a line's end. */
    private static final int LEAST_MEDIA = 2_048;
    /** Near the most that vendors charge for one picture. */
    private static final int PICTURE = 1_500;
    /** A page of PDF: 60,000 bytes, 80,000 in base64, and 2,250 tokens. */
    private static final int BASE64_PER_TOKEN = 35;

    private BodyWeight() {}

    static long tokens(byte[] body) {
        if (body.length <= LEAST_MEDIA) {
            return body.length / BYTES_PER_TOKEN;
        }
        long text = 0;
        long media = 0;
        int start = 0;
        while (start < body.length) {
            int end = endOfRun(body, start);
            if (end - start >= LEAST_MEDIA) {
                media += Math.max(PICTURE, (end - start) / BASE64_PER_TOKEN);
                text++;
            } else {
                text += end - start + 1L;
            }
            start = end + 1;
        }
        return Math.min(text, body.length) / BYTES_PER_TOKEN + media;
    }

    private static int endOfRun(byte[] body, int from) {
        int at = from;
        while (at < body.length && isBase64(body[at])) {
            at++;
        }
        return at;
    }

    /** The backslash too: some writers escape each slash. */
    private static boolean isBase64(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '/' && b <= '9'
                || b == '+'
                || b == '='
                || b == '-'
                || b == '_'
                || b == '\\';
    }
}
