package io.omniroute.routing.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Knows which clients are still at the other end of their connection. A servlet container tells nothing while a call is
 * answered and only a failed write would show it; on Linux the kernel's socket table does: a connection whose peer has
 * closed is in CLOSE_WAIT or gone (proc(5), {@code /proc/net/tcp}). Elsewhere nobody is ever reported as gone, and a
 * leaving client is noticed at the next write. Confined to the watch's thread.
 */
final class ClientPresence {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final String ESTABLISHED = "01";
    private static final String FIN_WAIT_1 = "04";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final boolean supported = TABLES.stream().anyMatch(Files::isReadable);
    private Set<String> present = Set.of();

    /** Reads the table anew. */
    void refresh() {
        if (!supported) {
            return;
        }
        Set<String> found = new HashSet<>();
        for (Path table : TABLES) {
            try (var lines = Files.lines(table, StandardCharsets.US_ASCII)) {
                lines.skip(1).forEach(line -> read(line, found));
            } catch (IOException e) {
                // one of the families may be switched off
            }
        }
        present = found;
    }

    /** Whether the peer had closed its side when the table was read. */
    boolean hasLeft(ClientSocket socket) {
        return supported && !present.isEmpty() && !present.contains(key(socket));
    }

    /**
     * {@code sl local_address rem_address st …}: addresses are hex words in host order, ports hex. Cut by hand: a busy
     * machine has thousands of lines.
     */
    private static void read(String line, Set<String> found) {
        int local = line.indexOf(": ") + 2;
        int remote = line.indexOf(' ', local) + 1;
        int state = line.indexOf(' ', remote) + 1;
        if (local < 2 || remote < 1 || state < 1) {
            return;
        }
        if (line.startsWith(ESTABLISHED, state) || line.startsWith(FIN_WAIT_1, state)) {
            String localPort = line.substring(line.indexOf(':', local) + 1, remote - 1);
            int colon = line.indexOf(':', remote);
            found.add(
                    withoutMapping(line.substring(remote, colon)) + line.substring(colon, state - 1) + '>' + localPort);
        }
    }

    private static String withoutMapping(String hexAddress) {
        return hexAddress.startsWith("0000000000000000FFFF0000") ? hexAddress.substring(24) : hexAddress;
    }

    private static String key(ClientSocket socket) {
        return hex(socket.remoteAddress()) + ':' + port(socket.remotePort()) + '>' + port(socket.localPort());
    }

    private static String port(int number) {
        return HEX.toHexDigits((short) number);
    }

    private static String hex(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            byte[] swapped = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                swapped[i] = bytes[i - i % 4 + 3 - i % 4];
            }
            return HEX.formatHex(swapped);
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
