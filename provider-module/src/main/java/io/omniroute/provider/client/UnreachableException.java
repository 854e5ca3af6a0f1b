package io.omniroute.provider.client;

import io.omniroute.provider.chat.GatewayException;

/** UPSTREAM_UNREACHABLE as a type of its own, for annotations that tell failures apart by their class. */
public class UnreachableException extends GatewayException {
    private static final long serialVersionUID = 1L;

    UnreachableException(GatewayException cause) {
        super(cause.failure(), cause);
    }
}
