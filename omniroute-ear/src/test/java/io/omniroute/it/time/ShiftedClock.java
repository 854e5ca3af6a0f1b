package io.omniroute.it.time;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The system's time plus so many milliseconds as a file says, which several processes have mapped: what one of them writes
 * holds at once in the others, and in their next lives.
 */
final class ShiftedClock extends Clock {
    private final ByteBuffer shift;

    ShiftedClock(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            shift = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        }
    }

    void shift(long millis) {
        shift.putLong(0, shift.getLong(0) + millis);
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(shift.getLong(0));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the gateway reads instants");
    }
}
