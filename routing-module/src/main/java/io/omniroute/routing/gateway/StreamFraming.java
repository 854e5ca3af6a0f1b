package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;

/** How frames that pass through are laid on the line: as they are, or as the elements of one JSON array. */
sealed interface StreamFraming {
    void write(SseFrame frame, ClientStream out);

    /** Ends a frame that was written without its blank line. */
    void close(SseFrame frame, ClientStream out);

    void end(ClientStream out);

    void fail(Failure failure, ClientStream out);

    /** Whether the frame that completes the answer is also the last one; OpenAI chat still sends usage and [DONE]. */
    boolean endsWithCompletion();

    /** Byte for byte. @param errors renders the format's error event */
    record AsIs(WireFormat format, ClientStream.ErrorFrame errors) implements StreamFraming {
        @Override
        public void write(SseFrame frame, ClientStream out) {
            out.write(frame.buffer(), frame.from(), frame.length());
        }

        @Override
        public void close(SseFrame frame, ClientStream out) {
            byte last = frame.buffer()[frame.to() - 1];
            if (last != '\n' && last != '\r') {
                out.write('\n');
            }
            out.write('\n');
        }

        @Override
        public void end(ClientStream out) {
            // the vendor's own end has passed
        }

        @Override
        public void fail(Failure failure, ClientStream out) {
            out.write(errors.of(failure));
        }

        @Override
        public boolean endsWithCompletion() {
            return format != WireFormat.OPENAI_CHAT;
        }
    }

    /**
     * Gemini without {@code alt=sse}: each frame's data is an element.
     *
     * @param errorBody renders the format's error object
     */
    final class JsonArray implements StreamFraming {
        private static final byte[] SEPARATOR = ",\r\n".getBytes(StandardCharsets.US_ASCII);

        private final ClientStream.ErrorFrame errorBody;
        private boolean begun;

        JsonArray(ClientStream.ErrorFrame errorBody) {
            this.errorBody = errorBody;
        }

        @Override
        public void write(SseFrame frame, ClientStream out) {
            if (frame.hasData()) {
                separate(out);
                out.write(frame.dataBuffer(), frame.dataFrom(), frame.dataTo() - frame.dataFrom());
            }
        }

        @Override
        public void close(SseFrame frame, ClientStream out) {
            // an element ends with itself
        }

        @Override
        public void end(ClientStream out) {
            if (!begun) {
                out.write('[');
            }
            out.write(']');
        }

        @Override
        public void fail(Failure failure, ClientStream out) {
            separate(out);
            out.write(errorBody.of(failure));
            out.write(']');
        }

        @Override
        public boolean endsWithCompletion() {
            return true;
        }

        private void separate(ClientStream out) {
            if (begun) {
                out.write(SEPARATOR);
            } else {
                out.write('[');
                begun = true;
            }
        }
    }
}
