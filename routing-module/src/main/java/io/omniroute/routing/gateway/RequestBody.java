package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import java.io.EOFException;
import java.io.IOException;

/** Reads a request body up to a limit. */
final class RequestBody {
    private RequestBody() {}

    /** @throws GatewayException TOO_LARGE; BAD_REQUEST when the body ended before its announced length */
    static byte[] read(ClientCall call, int maxBytes) {
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

    private static GatewayException tooLarge(int maxBytes) {
        return new GatewayException(Failure.of(
                FailureKind.TOO_LARGE,
                "The request body is larger than the limit of " + maxBytes + " bytes.",
                "body_too_large"));
    }
}
