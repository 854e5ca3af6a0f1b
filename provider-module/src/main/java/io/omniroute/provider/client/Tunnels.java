package io.omniroute.provider.client;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens tunnels through proxies. There is no way around one: what fails here fails the call, and as a fault of the proxy.
 * Every wait in it ends with the exchange.
 */
final class Tunnels {
    private final SSLContext tls;
    private final Dns dns;

    Tunnels(SSLContext tls, Dns dns) {
        this.tls = tls;
        this.dns = dns;
    }

    /**
     * A line on which whatever is sent reaches the destination.
     *
     * @throws GatewayException PROXY_FAILED, or what is wrong with the destination's address
     * @throws IOException when the exchange ended for another reason than its deadline
     */
    Connector.Line open(ProxyServer proxy, Destination to, Exchange exchange, Duration limit) throws IOException {
        ProxyFaults faults = new ProxyFaults(proxy, to, limit);
        long until = System.nanoTime() + limit.toNanos();
        Connector.Line line;
        TunnelTarget target;
        try {
            List<InetAddress> addresses = faults.permitted(dns.resolve(proxy.host(), exchange));
            target = new TunnelTargets(dns, faults).of(to, addresses, exchange);
            line = Connector.firstThatWorks(addresses, exchange, address -> reach(proxy, address, exchange, until));
        } catch (IOException e) {
            throw faults.reaching(exchange, e);
        }
        try {
            handshake(proxy, line.line(), target, faults);
            return line;
        } catch (IOException e) {
            Connector.closeQuietly(line.base());
            throw faults.tunnelling(exchange, e);
        } catch (RuntimeException e) {
            Connector.closeQuietly(line.base());
            throw e;
        }
    }

    private static void handshake(ProxyServer proxy, Socket line, TunnelTarget target, ProxyFaults faults)
            throws IOException {
        if (proxy.kind() == Kind.SOCKS5) {
            new SocksHandshake(line, proxy, faults).run(target);
        } else {
            new ConnectHandshake(line, proxy, faults).run(target);
        }
    }

    private Connector.Line reach(ProxyServer proxy, InetAddress address, Exchange exchange, long until)
            throws IOException {
        Socket base = Connector.connected(new InetSocketAddress(address, proxy.port()), exchange, until);
        if (proxy.kind() != Kind.HTTPS) {
            return new Connector.Line(base, base);
        }
        try {
            return new Connector.Line(base, secured(base, proxy));
        } catch (IOException | RuntimeException e) {
            Connector.closeQuietly(base);
            throw e;
        }
    }

    /** With the platform's handshake: a TLS profile is about the vendor. */
    private SSLSocket secured(Socket base, ProxyServer proxy) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(base, proxy.host(), proxy.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
