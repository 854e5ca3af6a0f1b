package io.omniroute.provider.client;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.outbound.ProxyServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in plain words what a proxy did wrong. Its host and port are named, its login never. */
record ProxyFaults(ProxyServer proxy, Destination to, Duration limit) {
    GatewayException failed(String message, String code) {
        return new GatewayException(Failure.of(FailureKind.PROXY_FAILED, message, code));
    }

    /** The addresses of the proxy that may be connected to. */
    List<InetAddress> permitted(InetAddress[] answer) {
        List<InetAddress> permitted = new ArrayList<>(answer.length);
        Optional<String> objection = Optional.empty();
        for (InetAddress address : answer) {
            Optional<String> own =
                    AddressGuard.objectionToAny(proxy.host(), new InetAddress[] {address}, proxy.allowPrivateNetwork());
            if (own.isEmpty()) {
                permitted.add(address);
            } else {
                objection = own;
            }
        }
        if (permitted.isEmpty()) {
            throw failed("The proxy cannot be used. " + objection.orElse(""), "proxy_address_not_allowed");
        }
        return permitted;
    }

    /** @throws IOException the same one, when something else than the proxy ended the exchange */
    GatewayException reaching(Exchange exchange, IOException e) throws IOException {
        requireNotOurs(exchange, e);
        if (timedOut(exchange, e)) {
            return caused(
                    "The proxy " + name() + " did not accept a connection within " + limit.toMillis() + " ms.",
                    "proxy_timeout",
                    e);
        }
        if (e instanceof UnknownHostException) {
            return caused("The host of the proxy " + name() + " is unknown.", "proxy_unreachable", e);
        }
        if (e instanceof SSLException) {
            return caused(
                    "TLS with the proxy " + name() + " failed: " + Faults.reason(e) + ".", "proxy_tls_failure", e);
        }
        return caused("The proxy " + name() + " cannot be reached: " + Faults.reason(e) + ".", "proxy_unreachable", e);
    }

    /** @throws IOException the same one, when something else than the proxy ended the exchange */
    GatewayException tunnelling(Exchange exchange, IOException e) throws IOException {
        requireNotOurs(exchange, e);
        if (timedOut(exchange, e)) {
            return caused(
                    "The proxy " + name() + " opened no tunnel to " + to + " within " + limit.toMillis() + " ms.",
                    "proxy_timeout",
                    e);
        }
        if (e instanceof EOFException) {
            return caused(
                    "The proxy " + name() + " closed the connection before the tunnel to " + to + " was open.",
                    "proxy_closed",
                    e);
        }
        return caused("The connection to the proxy " + name() + " broke: " + Faults.reason(e) + ".", "proxy_closed", e);
    }

    GatewayException loginRefused() {
        return proxy.login().isPresent()
                ? failed("The proxy " + name() + " refused the login.", "proxy_login_refused")
                : failed("The proxy " + name() + " asks for a login.", "proxy_login_required");
    }

    GatewayException refused(String reason) {
        return failed("The proxy " + name() + " refused a tunnel to " + to + ": " + reason + ".", "proxy_refused");
    }

    GatewayException garbled() {
        return failed(
                "What listens at " + name() + " does not answer like a proxy of type '"
                        + proxy.kind().word() + "'.",
                "proxy_garbled");
    }

    private static GatewayException caused(String message, String code, IOException e) {
        return new GatewayException(Failure.of(FailureKind.PROXY_FAILED, message, code), e);
    }

    private static void requireNotOurs(Exchange exchange, IOException e) throws IOException {
        boolean ours = exchange.end()
                .filter(end -> end != Exchange.End.CONNECT_TIMEOUT)
                .isPresent();
        if (ours || Thread.currentThread().isInterrupted()) {
            throw e;
        }
    }

    private static boolean timedOut(Exchange exchange, IOException e) {
        return !exchange.isOpen() || e instanceof SocketTimeoutException;
    }

    private String name() {
        return proxy.hostAndPort();
    }
}
