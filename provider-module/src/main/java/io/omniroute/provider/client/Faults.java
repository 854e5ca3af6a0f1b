package io.omniroute.provider.client;

import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says in plain words what went wrong on the way to a destination. Host and port are named, never path or query. */
record Faults(Destination to, Timeouts timeouts) {
    /** @param e an {@link IOException} or {@link HttpException} */
    Failure beforeHead(Exchange exchange, Exception e) {
        Optional<Failure> ended = ended(exchange);
        if (ended.isPresent()) {
            return ended.get();
        }
        if (e instanceof HttpException || e instanceof MessageConstraintException) {
            return Failure.of(
                    FailureKind.UPSTREAM_GARBLED, to + " answered with something other than HTTP.", "malformed_http");
        }
        if (e instanceof SocketTimeoutException) {
            return ofEnd(Exchange.End.CONNECT_TIMEOUT);
        }
        if (e instanceof SSLException) {
            String how =
                    to.outbound().tls().isPresent() ? " failed under the TLS profile of its connection: " : " failed: ";
            return unreachable("TLS with " + to + how + reason(e) + ".", "tls_failure");
        }
        if (e instanceof UnknownHostException) {
            return unreachable("The host '" + to.host() + "' is unknown.", "unknown_host");
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return notConnected(e);
        }
        if (e instanceof NoHttpResponseException || e instanceof ConnectionClosedException) {
            return unreachable(to + " closed the connection without an answer.", "connection_closed");
        }
        return unreachable(
                "The connection to " + to + " broke before an answer: " + reason(e) + ".", "connection_reset");
    }

    private Failure notConnected(Exception e) {
        String text = reason(e);
        return text.toLowerCase(Locale.ROOT).contains("refused")
                ? unreachable("Connection refused by " + to + ".", "connection_refused")
                : unreachable("No connection to " + to + ": " + text + ".", "connection_failed");
    }

    Failure amidBody(Exchange exchange, IOException e) {
        Optional<Failure> ended = ended(exchange);
        if (ended.isPresent()) {
            return ended.get();
        }
        if (e instanceof MalformedChunkCodingException
                || e instanceof ConnectionClosedException
                || e instanceof MessageConstraintException) {
            return Failure.of(FailureKind.UPSTREAM_GARBLED, to + " ended its answer early.", "truncated");
        }
        return unreachable(
                "The connection to " + to + " broke amid the answer: " + reason(e) + ".", "connection_reset");
    }

    private Optional<Failure> ended(Exchange exchange) {
        if (exchange.isOpen() && Thread.currentThread().isInterrupted()) {
            return Optional.of(ofEnd(Exchange.End.CANCELLED));
        }
        return exchange.end().filter(end -> end != Exchange.End.FINISHED).map(this::ofEnd);
    }

    private Failure ofEnd(Exchange.End end) {
        return switch (end) {
            case CANCELLED, FINISHED -> Failure.of(FailureKind.CANCELLED, "The call was cancelled.", "cancelled");
            case STOPPED -> Failure.of(FailureKind.UNAVAILABLE, "The gateway is stopping.", "stopping");
            case CONNECT_TIMEOUT ->
                timeout("did not accept a connection within", timeouts.connect(), "connect_timeout");
            case FIRST_BYTE_TIMEOUT -> timeout("did not answer within", timeouts.firstByte(), "first_byte_timeout");
            case IDLE_TIMEOUT -> timeout("fell silent for longer than", timeouts.idle(), "idle_timeout");
        };
    }

    private Failure timeout(String what, Duration limit, String code) {
        return Failure.of(FailureKind.UPSTREAM_TIMEOUT, to + " " + what + " " + limit.toMillis() + " ms.", code);
    }

    private static Failure unreachable(String message, String code) {
        return Failure.of(FailureKind.UPSTREAM_UNREACHABLE, message, code);
    }

    /** The innermost cause's words: the outer ones of TLS name classes, not reasons. */
    static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
