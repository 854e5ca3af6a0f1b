package io.omniroute.testkit;

import java.util.concurrent.CountDownLatch;

/** One act of a scripted answer. */
public sealed interface Step {
    /** Writes bytes at once. In a chunked body they are one chunk. */
    record Write(byte[] bytes) implements Step {}

    /** Waits for the test. */
    record Await(CountDownLatch gate) implements Step {}

    /** Resets the connection (RST). */
    record Reset() implements Step {}

    /** Closes the connection, whatever was promised (FIN). */
    record Hangup() implements Step {}

    /** Says nothing more until the client leaves. */
    record Silence() implements Step {}
}
