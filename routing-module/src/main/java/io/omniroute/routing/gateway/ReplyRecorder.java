package io.omniroute.routing.gateway;

import io.omniroute.routing.answer.RecordedAnswer;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Takes down what a client gets, unless it grows too large. Confined to the thread of the call. */
final class ReplyRecorder {
    /** An answer that is larger is seldom asked for twice. */
    static final int MAX_BYTES = 4 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean overflown;
    private boolean complete;
    private Runnable whenComplete = () -> {};

    /** The one of a call, which has it from then on. */
    static ReplyRecorder of(CallTrace trace) {
        ReplyRecorder recorder = trace.recorder.orElseGet(ReplyRecorder::new);
        trace.recorder = Optional.of(recorder);
        return recorder;
    }

    /** What to do with a good answer, before the client can know that it has all of it. */
    void whenComplete(Runnable action) {
        whenComplete = action;
    }

    void write(byte[] from, int offset, int length) {
        if (overflown || bytes.size() + length > MAX_BYTES) {
            overflown = true;
            bytes.reset();
            return;
        }
        bytes.write(from, offset, length);
    }

    /** All of a good answer was taken down. */
    void finish() {
        complete = true;
        whenComplete.run();
    }

    /** Empty when the call failed, or its answer was too large. */
    Optional<RecordedAnswer> answer(RecordedAnswer.Shape shape, CallTrace trace) {
        if (!complete || overflown || trace.status != 200 || trace.error.isPresent()) {
            return Optional.empty();
        }
        return trace.target.map(target -> new RecordedAnswer(
                shape,
                bytes.toByteArray(),
                target.provider().id().value(),
                target.model().id(),
                trace.usage,
                trace.costUsd,
                trace.losses));
    }
}
