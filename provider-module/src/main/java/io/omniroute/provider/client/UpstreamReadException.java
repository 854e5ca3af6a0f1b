package io.omniroute.provider.client;

import io.omniroute.provider.chat.Failure;
import java.io.IOException;

/** Reading a vendor's answer failed after its head was here. */
public class UpstreamReadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public UpstreamReadException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
