package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.SseReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a vendor leaves behind the last blank line of its stream: an event whose own blank line is missing, as some vendors
 * end, or half an event, when it broke off in a way that HTTP takes for a good end.
 */
final class StreamTail {
    private final SseReader reader;
    private Optional<SseFrame> unclosed = Optional.empty();
    private boolean cut;

    StreamTail(SseReader reader) {
        this.reader = reader;
    }

    /** After the end of input: the last event, if it is whole. Half an event is for nobody. */
    Optional<SseFrame> poll() {
        Optional<SseFrame> left = reader.pollTail();
        if (left.isPresent()) {
            cut = !isWhole(left.get());
            unclosed = left.filter(frame -> !cut);
            return unclosed;
        }
        return left;
    }

    /** Whether the vendor broke off inside an event. */
    boolean cut() {
        return cut;
    }

    /** Writes the blank line that the last event lacks, so that another can follow. */
    void close(StreamFraming framing, ClientStream out) {
        unclosed.ifPresent(frame -> framing.close(frame, out));
    }

    /** Only this one frame of a stream is parsed, when there is one. */
    private static boolean isWhole(SseFrame frame) {
        if (!frame.hasData()) {
            return isComment(frame);
        }
        return JsonShape.isObject(frame.dataBuffer(), frame.dataFrom(), frame.dataTo())
                || frame.data().strip().equals("[DONE]");
    }

    private static boolean isComment(SseFrame frame) {
        String text = new String(frame.buffer(), frame.from(), frame.length(), StandardCharsets.UTF_8);
        return text.lines().allMatch(line -> line.isEmpty() || line.startsWith(":"));
    }
}
