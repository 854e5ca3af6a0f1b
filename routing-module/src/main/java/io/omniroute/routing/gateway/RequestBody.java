package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a request body up to a limit. What comes out is UTF-8, which JSON must be (RFC 8259, 8.1) and every splice and redaction
 * takes for granted, while Jackson reads UTF-16 and UTF-32 as well.
 */
final class RequestBody {
    private RequestBody() {}

    /**
     * As it came, save for a byte order mark.
     *
     * @throws GatewayException TOO_LARGE; BAD_REQUEST when the body ended before its announced length, or is not in UTF-8
     */
    static byte[] read(ClientCall call, int maxBytes) {
        return utf8(received(call, maxBytes));
    }

    private static byte[] received(ClientCall call, int maxBytes) {
        if (call.contentLength() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        try {
            if (call.contentLength() >= 0) {
                return readExactly(call, (int) call.contentLength());
            }
            byte[] body = call.body().readNBytes(maxBytes);
            if (body.length == maxBytes && call.body().read() >= 0) {
                throw tooLarge(maxBytes);
            }
            return body;
        } catch (IOException e) {
            throw new GatewayException(
                    Failure.of(FailureKind.BAD_REQUEST, "The request body could not be read to its end."), e);
        }
    }

    /** Without the growing buffers that an unknown length needs. */
    private static byte[] readExactly(ClientCall call, int length) throws IOException {
        byte[] body = new byte[length];
        if (call.body().readNBytes(body, 0, length) < length) {
            throw new EOFException("the body ended before its announced length");
        }
        return body;
    }

    /** JSON begins with an ASCII character: a byte above that, or a zero beside it, is another encoding. */
    private static byte[] utf8(byte[] body) {
        byte[] plain = isMarked(body) ? Arrays.copyOfRange(body, 3, body.length) : body;
        if (plain.length > 0 && plain[0] <= 0 || plain.length > 1 && plain[1] == 0) {
            throw notUtf8();
        }
        return plain;
    }

    static GatewayException notUtf8() {
        return new GatewayException(Failure.of(FailureKind.BAD_REQUEST, "The request body must be JSON in UTF-8."));
    }

    /** RFC 8259, 8.1: a mark may be ignored, and must not be sent on. */
    private static boolean isMarked(byte[] body) {
        return body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }

    private static GatewayException tooLarge(int maxBytes) {
        return new GatewayException(Failure.of(
                FailureKind.TOO_LARGE,
                "The request body is larger than the limit of " + maxBytes + " bytes.",
                "body_too_large"));
    }
}
