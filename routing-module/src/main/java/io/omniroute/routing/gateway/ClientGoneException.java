package io.omniroute.routing.gateway;

/** Nobody reads the answer any more. */
public class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClientGoneException(Throwable cause) {
        super("the client left", cause);
    }
}
