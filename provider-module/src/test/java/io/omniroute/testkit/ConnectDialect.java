package io.omniroute.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** CONNECT, as RFC 9110 has it. */
record ConnectDialect(Socket client) implements ProxyDialect {
    @Override
    public Optional<String> admit(Optional<String> login) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                return Optional.empty();
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n");
        String[] first = lines[0].split(" ");
        if (!first[0].equals("CONNECT") || !lines[1].equals("Host: " + first[1])) {
            throw new AssertionError("no CONNECT: " + lines[0]);
        }
        if (login.isPresent()
                && !head.toString().contains("Proxy-Authorization: Basic " + base64(login.get()) + "\r\n")) {
            say("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"tests\"\r\nContent-Length: 0\r\n\r\n");
            return Optional.empty();
        }
        return Optional.of(first[1]);
    }

    @Override
    public void open() throws IOException {
        say("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\nHTTP/1.1 200 Go ahead\r\nVia: tests\r\n\r\n");
    }

    @Override
    public void refuse() throws IOException {
        say("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nnope");
    }

    @Override
    public void breakOff() throws IOException {
        say("HTTP/1.1 200 Go ah");
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
