package io.omniroute.provider.client;

import io.omniroute.provider.outbound.ProxyServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an HTTP proxy for a tunnel: RFC 9110, 9.3.6. Once per connection, so nothing here needs to be fast. */
record ConnectHandshake(Socket line, ProxyServer proxy, ProxyFaults faults) {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int LOGIN_REQUIRED = 407;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    void run(TunnelTarget target) throws IOException {
        line.getOutputStream().write(request(target).getBytes(StandardCharsets.ISO_8859_1));
        line.getOutputStream().flush();
        Head head = new Head(line.getInputStream(), faults);
        int status = head.status();
        while (status < 200) { // RFC 9110, 15.2: interim answers may come unasked
            status = head.status();
        }
        if (status == LOGIN_REQUIRED) {
            throw faults.loginRefused();
        }
        // any 2xx opens it, and what it says of a body does not count
        if (status >= 300) {
            throw faults.refused("status " + status);
        }
    }

    private String request(TunnelTarget target) {
        StringBuilder head = new StringBuilder()
                .append("CONNECT ")
                .append(target.authority())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\nUser-Agent: ")
                .append(GatewayVersion.USER_AGENT)
                .append("\r\n");
        proxy.login().ifPresent(login -> {
            String pair = login.user() + ":" + login.password().reveal();
            head.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        });
        return head.append("\r\n").toString();
    }

    /** Byte by byte: what follows the head belongs to the tunnel. */
    private static final class Head {
        private final InputStream in;
        private final ProxyFaults faults;
        private int read;

        Head(InputStream in, ProxyFaults faults) {
            this.in = in;
            this.faults = faults;
        }

        int status() throws IOException {
            Matcher matcher = STATUS_LINE.matcher(line());
            if (!matcher.matches()) {
                throw faults.garbled();
            }
            while (!line().isEmpty()) {
                // its headers say nothing that a tunnel needs
            }
            return Integer.parseInt(matcher.group(1));
        }

        private String line() throws IOException {
            StringBuilder text = new StringBuilder();
            for (int next = next(); next != '\n'; next = next()) {
                text.append((char) next);
            }
            int end = text.length() - 1;
            return end >= 0 && text.charAt(end) == '\r' ? text.substring(0, end) : text.toString();
        }

        private int next() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            if (++read > MAX_HEAD) {
                throw faults.garbled();
            }
            return next;
        }
    }
}
