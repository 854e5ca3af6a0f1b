package io.omniroute.routing.gateway;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of calls and requests: UUIDs that begin with the time (RFC 9562, version 7), because the ledger's indexes are kept in their order and
 * random ones make every insert touch another page of them. Unique, not secret.
 */
public final class CallIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private CallIds() {}

    /** For a request that brought no id of its own: {@code req_} and 32 hexadecimal digits. */
    public static String ofRequest() {
        return "req_" + next(Instant.now()).toString().replace("-", "");
    }

    static UUID next(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = now.toEpochMilli() << 16;
        return new UUID(time | VERSION_7 | random.nextLong() >>> 52, VARIANT | random.nextLong() >>> 2);
    }
}
