package io.omniroute.routing.admission;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import java.util.Map;

/** A guard refuses a call and has something to tell in the answer's headers. */
public class CallRefusedException extends GatewayException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> headers;

    public CallRefusedException(Failure failure, Map<String, String> headers) {
        super(failure);
        this.headers = Map.copyOf(headers);
    }

    Map<String, String> headers() {
        return headers;
    }
}
