package io.omniroute.provider.tls;

import io.omniroute.provider.outbound.TlsProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Turns profiles into handshakes: for connections, and for looking at what such a connection would say first. */
public final class Handshakes {
    private Handshakes() {}

    /**
     * A context for one connection. It has the trust and the keys of the platform, and no memory: a session that is resumed adds
     * an extension to the ClientHello (RFC 8446, 4.2.11), and with it another fingerprint, and a ticket tells the vendor that
     * two connections belong together.
     */
    public static SSLContext freshContext() {
        try {
            return SSLContext.getInstance("Default"); // SunJSSE makes a new one each time, with its own session cache
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no default TLS context", e);
        }
    }

    /**
     * Writes what the profile names into the parameters, and leaves the rest as it is; host names are verified in any case.
     *
     * @param parameters of the socket or engine that they will be set on
     */
    public static void apply(TlsProfile profile, SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!profile.protocols().isEmpty()) {
            parameters.setProtocols(profile.protocols().toArray(String[]::new));
        }
        if (!profile.cipherSuites().isEmpty()) {
            parameters.setCipherSuites(profile.cipherSuites().toArray(String[]::new));
            parameters.setUseCipherSuitesOrder(true);
        }
        if (!profile.groups().isEmpty()) {
            parameters.setNamedGroups(profile.groups().toArray(String[]::new));
        }
        if (!profile.signatureSchemes().isEmpty()) {
            parameters.setSignatureSchemes(profile.signatureSchemes().toArray(String[]::new));
        }
        if (!profile.alpn().isEmpty()) {
            parameters.setApplicationProtocols(profile.alpn().toArray(String[]::new));
        }
    }

    /**
     * The ClientHello of a new connection, as the JDK itself writes it.
     *
     * @param host decides by its form whether the name is sent; empty for none
     * @throws SSLException when the JDK can make none of this profile
     */
    public static ClientHello hello(TlsProfile profile, String host) throws SSLException {
        SSLContext context = freshContext();
        SSLEngine engine = host.isEmpty() ? context.createSSLEngine() : context.createSSLEngine(host, 0);
        engine.setUseClientMode(true);
        try {
            SSLParameters parameters = engine.getSSLParameters();
            apply(profile, parameters);
            engine.setSSLParameters(parameters);
            return ClientHello.read(new ByteArrayInputStream(firstFlight(engine)));
        } catch (IllegalArgumentException e) {
            throw new SSLException(e.getMessage(), e);
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("the JDK wrote no ClientHello", e);
        }
    }

    private static byte[] firstFlight(SSLEngine engine) throws SSLException {
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.beginHandshake();
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status == HandshakeStatus.NEED_WRAP || status == HandshakeStatus.NEED_TASK) {
            if (status == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
            } else {
                engine.wrap(ByteBuffer.allocate(0), record.clear());
                flight.write(record.array(), 0, record.position());
            }
            status = engine.getHandshakeStatus();
        }
        return flight.toByteArray();
    }
}
