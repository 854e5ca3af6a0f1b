package io.omniroute.routing.operations;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.usage.UsageRecord;

/** Counts calls for the metrics endpoint. Thread-safe, and cheap: it is on the road of every call. */
public interface CallMetrics {
    /** A call ended; its provider and model are empty when it never reached one. */
    void settled(UsageRecord usage);

    /** A vendor was asked, in vain. */
    void attemptFailed(String provider);

    /** A target was not asked: it rests, is full, or has reached a limit. */
    void passedOver(String provider);

    /** A call was turned away before anyone knew whose it was. */
    void refused(WireFormat format, int status);

    void streamOpened(String provider, String model);

    void streamClosed(String provider, String model);
}
