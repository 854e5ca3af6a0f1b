package io.omniroute.routing.gateway;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who knocks.
 *
 * @param presentedKey the gateway key, wherever the client put it
 * @param socketAddress of the connection's other end
 * @param forwardedFor the {@code X-Forwarded-For} headers in order, believed or not
 */
public record Visitor(Optional<String> presentedKey, String socketAddress, List<String> forwardedFor) {
    public Visitor {
        Objects.requireNonNull(presentedKey, "presentedKey");
        Objects.requireNonNull(socketAddress, "socketAddress");
        forwardedFor = List.copyOf(forwardedFor);
    }

    static Visitor of(ClientCall call) {
        return new Visitor(
                call.presentedKey(),
                call.socket().remoteAddress(),
                Optional.ofNullable(call.headers().get("x-forwarded-for")).stream()
                        .toList());
    }
}
