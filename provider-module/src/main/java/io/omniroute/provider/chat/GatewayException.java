package io.omniroute.provider.chat;

import java.util.Objects;

/** The one exception that carries a {@link Failure} up to whoever renders it. */
public class GatewayException extends RuntimeException {
    private final transient Failure failure;

    public GatewayException(Failure failure) {
        super(failure.message());
        this.failure = Objects.requireNonNull(failure);
    }

    public GatewayException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = Objects.requireNonNull(failure);
    }

    public Failure failure() {
        return failure;
    }
}
