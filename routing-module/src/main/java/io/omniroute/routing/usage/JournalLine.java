package io.omniroute.routing.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One entry of a journal file: {@code 1 <length> <crc32c> <payload>\n}, the numbers as eight hexadecimal digits. The
 * leading 1 is the version. A line break ends an entry, so that one broken entry does not hide those behind it; the
 * payload never holds one.
 */
final class JournalLine {
    static final byte END = '\n';
    private static final String VERSION = "1 ";
    private static final int HEADER = 20;
    private static final HexFormat HEX = HexFormat.of();

    private JournalLine() {}

    static byte[] encode(byte[] payload) {
        byte[] line = new byte[HEADER + payload.length + 1];
        System.arraycopy(header(payload), 0, line, 0, HEADER);
        System.arraycopy(payload, 0, line, HEADER, payload.length);
        line[line.length - 1] = END;
        return line;
    }

    /** The payload of a line without its end; empty when the line is torn or was damaged. */
    static Optional<byte[]> payload(byte[] line) {
        if (line.length < HEADER) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(line, HEADER, line.length);
        return Arrays.equals(header(payload), 0, HEADER, line, 0, HEADER) ? Optional.of(payload) : Optional.empty();
    }

    private static byte[] header(byte[] payload) {
        String header = VERSION + HEX.toHexDigits(payload.length) + ' ' + HEX.toHexDigits(checksum(payload)) + ' ';
        return header.getBytes(StandardCharsets.US_ASCII);
    }

    private static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }
}
