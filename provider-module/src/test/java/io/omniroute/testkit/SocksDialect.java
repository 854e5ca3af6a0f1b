package io.omniroute.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** SOCKS 5, as RFC 1928 and RFC 1929 have it. */
record SocksDialect(Socket client) implements ProxyDialect {
    @Override
    public Optional<String> admit(Optional<String> login) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        require(in, 5);
        byte[] methods = new byte[in.readUnsignedByte()];
        in.readFully(methods);
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) >= 0;
        if (login.isPresent() && !offered) {
            say(5, 0xff);
            return Optional.empty();
        }
        say(5, login.isPresent() ? 2 : 0);
        if (login.isPresent()) {
            require(in, 1);
            boolean known = (text(in) + ":" + text(in)).equals(login.get());
            say(1, known ? 0 : 1);
            if (!known) {
                return Optional.empty();
            }
        }
        require(in, 5);
        require(in, 1);
        require(in, 0);
        String host = host(in);
        return Optional.of(host + ":" + in.readUnsignedShort());
    }

    private static String host(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        if (type == 3) {
            return text(in);
        }
        byte[] address = new byte[type == 1 ? 4 : 16];
        in.readFully(address);
        String literal = InetAddress.getByAddress(address).getHostAddress();
        return type == 1 ? literal : "[" + literal + "]";
    }

    @Override
    public void open() throws IOException {
        say(5, 0, 0, 3, 4, 'h', 'o', 's', 't', 0, 80);
    }

    @Override
    public void refuse() throws IOException {
        say(5, 5, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public void breakOff() throws IOException {
        say(5, 0, 0, 1, 127);
    }

    private void say(int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        client.getOutputStream().write(all);
        client.getOutputStream().flush();
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void require(DataInputStream in, int expected) throws IOException {
        int found = in.readUnsignedByte();
        if (found != expected) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
