package io.omniroute.routing.replay;

import io.omniroute.routing.answer.RecordedAnswer;

/** What is known of an idempotency key. */
public sealed interface Claim {
    /** The answer that an earlier call got, or one that was running at the time. */
    record Known(RecordedAnswer answer) implements Claim {}

    /** The caller is the first: it makes the call, and closes this whatever comes of it. */
    non-sealed interface First extends Claim, AutoCloseable {
        /** For those who wait, and those who come within the window. */
        void answered(RecordedAnswer answer);

        /** Without an answer, one of those who wait becomes the first. */
        @Override
        void close();
    }

    /** The key was used for another request. */
    record Mismatched() implements Claim {}

    /** The caller left while it waited. */
    record Left() implements Claim {}
}
