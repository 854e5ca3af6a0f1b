package io.omniroute.provider.client;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Login;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a SOCKS proxy for a tunnel: RFC 1928, with the login of RFC 1929. */
record SocksHandshake(Socket line, ProxyServer proxy, ProxyFaults faults) {
    private static final int VERSION = 5;
    private static final int LOGIN_VERSION = 1;
    private static final int NO_LOGIN = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int NONE_OF_THEM = 0xff;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    void run(TunnelTarget target) throws IOException {
        DataInputStream in = new DataInputStream(line.getInputStream());
        logIn(in);
        send(request(target));
        requireVersion(in, VERSION);
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw faults.refused(words(reply));
        }
        in.readUnsignedByte(); // reserved
        int length =
                switch (in.readUnsignedByte()) {
                    case IPV4 -> 4;
                    case NAME -> in.readUnsignedByte();
                    case IPV6 -> 16;
                    default -> throw faults.garbled();
                };
        in.readFully(new byte[length + 2]); // the address and port that it uses; nobody needs them
    }

    private void logIn(DataInputStream in) throws IOException {
        Optional<Login> login = proxy.login();
        send(
                login.isPresent()
                        ? new byte[] {VERSION, 2, NO_LOGIN, USER_AND_PASSWORD}
                        : new byte[] {VERSION, 1, NO_LOGIN});
        requireVersion(in, VERSION);
        int method = in.readUnsignedByte();
        if (method == NONE_OF_THEM || (method == USER_AND_PASSWORD && login.isEmpty())) {
            throw faults.loginRefused();
        }
        if (method == USER_AND_PASSWORD) {
            send(credentials(login.get()));
            requireVersion(in, LOGIN_VERSION);
            if (in.readUnsignedByte() != 0) {
                throw faults.loginRefused();
            }
        } else if (method != NO_LOGIN) {
            throw faults.garbled();
        }
    }

    private byte[] credentials(Login login) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(LOGIN_VERSION);
        writeShort(login.user(), out);
        writeShort(login.password().reveal(), out);
        return out.toByteArray();
    }

    private byte[] request(TunnelTarget target) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {VERSION, CONNECT, 0});
        Optional<byte[]> address = target.address().map(InetAddress::getAddress);
        if (address.isPresent()) {
            out.write(address.get().length == 4 ? IPV4 : IPV6);
            out.writeBytes(address.get());
        } else {
            out.write(NAME);
            writeShort(target.host(), out);
        }
        out.write(target.port() >> 8);
        out.write(target.port());
        return out.toByteArray();
    }

    /** Its length in one byte; a login that is longer was refused when it was saved. */
    private void writeShort(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw faults.refused("SOCKS knows no name or login longer than 255 bytes");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private void requireVersion(DataInputStream in, int version) throws IOException {
        if (in.readUnsignedByte() != version) {
            throw faults.garbled();
        }
    }

    private void send(byte[] bytes) throws IOException {
        line.getOutputStream().write(bytes);
        line.getOutputStream().flush();
    }

    /** RFC 1928, section 6. */
    private static String words(int reply) {
        return switch (reply) {
            case 1 -> "general failure";
            case 2 -> "not allowed by its rules";
            case 3 -> "network unreachable";
            case 4 -> "host unreachable";
            case 5 -> "connection refused";
            case 6 -> "the packets lived too short";
            case 7 -> "it does not know the command";
            case 8 -> "it does not know this type of address";
            default -> "reply " + reply;
        };
    }
}
