package io.omniroute.bench;

import java.util.concurrent.TimeUnit;

/** A process that answers calls, and what it has used so far. Closing it ends it. */
interface Server extends AutoCloseable {
    /** For calls in the vendor's own format. */
    Endpoint endpoint();

    Footprint footprint();

    /** CPU time used when it has come to rest: under a tenth of a processor for three tenths of a second; after five seconds at the latest. */
    default long restingCpuMillis() {
        long cpu = footprint().cpuMillis();
        int still = 0;
        for (int looks = 0; looks < 50 && still < 3; looks++) {
            Load.sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
            long now = footprint().cpuMillis();
            still = now - cpu <= 10 ? still + 1 : 0;
            cpu = now;
        }
        return cpu;
    }

    @Override
    void close();
}
