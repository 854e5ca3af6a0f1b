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

    /** {@code sl local_address rem_address st …}: addresses are hex words in host order, ports hex. */
    private static void read(String line, Set<String> found) {
        String[] columns = line.trim().split("\\s+", 5);
        if (columns.length > 3 && (columns[3].equals(ESTABLISHED) || columns[3].equals(FIN_WAIT_1))) {
            String localPort = columns[1].substring(columns[1].indexOf(':') + 1);
            int colon = columns[2].indexOf(':');
            found.add(withoutMapping(columns[2].substring(0, colon)) + columns[2].substring(colon) + ">" + localPort);
        }
    }

    private static String withoutMapping(String hexAddress) {
        return hexAddress.startsWith("0000000000000000FFFF0000") ? hexAddress.substring(24) : hexAddress;
    }

    private static String key(ClientSocket socket) {
        return String.format("%s:%04X>%04X", hex(socket.remoteAddress()), socket.remotePort(), socket.localPort());
    }

    private static String hex(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            byte[] swapped = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                swapped[i] = bytes[i - i % 4 + 3 - i % 4];
            }
            return HexFormat.of().withUpperCase().formatHex(swapped);
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
