package io.omniroute.routing.gateway;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of calls: UUIDs that begin with the time (RFC 9562, version 7), because the ledger's index is kept in their order and
 * random ones make every insert touch another page of it. Unique, not secret.
 */
final class CallIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private CallIds() {}

    static UUID next(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = now.toEpochMilli() << 16;
        return new UUID(time | VERSION_7 | random.nextLong() >>> 52, VARIANT | random.nextLong() >>> 2);
    }
}
