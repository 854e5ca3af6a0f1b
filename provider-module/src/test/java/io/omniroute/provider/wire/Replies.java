package io.omniroute.provider.wire;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs a vendor's bytes through a codec, in network chunks of any size. */
public final class Replies {
    private Replies() {}

    public static UpstreamRequest sent() {
        return new UpstreamRequest(new byte[0], Map.of(), new ToolNames());
    }

    public static List<ChatEvent> decode(UpstreamCodec codec, byte[] sse, int chunk) {
        return decode(codec.newStreamDecoder(sent()), sse, chunk);
    }

    /** Feeds the decoder from a stream that gives at most {@code chunk} bytes a read. */
    public static List<ChatEvent> decode(StreamDecoder decoder, byte[] sse, int chunk) {
        List<ChatEvent> events = new ArrayList<>();
        SseReader reader = new SseReader(trickle(sse, chunk));
        try {
            while (reader.fill()) {
                for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
                    decoder.accept(frame, events::add);
                }
            }
            Optional<SseFrame> tail = reader.pollTail();
            tail.ifPresent(frame -> decoder.accept(frame, events::add));
            decoder.end(events::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    /** @param chunks the data of each event */
    public static List<ChatEvent> decode(UpstreamCodec codec, List<String> chunks) {
        String sse = chunks.stream().map(chunk -> "data: " + chunk + "\n\n").collect(Collectors.joining());
        return decode(codec, sse.getBytes(StandardCharsets.UTF_8), sse.length());
    }

    /** Whether a reply that passes through is complete with these chunks. */
    public static boolean isComplete(UpstreamCodec codec, List<String> chunks) {
        ReplyTap tap = codec.newTap();
        chunks.forEach(chunk -> tap.accept(SseFrame.ofData(chunk)));
        return tap.complete();
    }

    /** What a tap takes for the error of a reply that passes through. */
    public static Optional<Failure> failure(UpstreamCodec codec, List<String> chunks) {
        ReplyTap tap = codec.newTap();
        chunks.forEach(chunk -> tap.accept(SseFrame.ofData(chunk)));
        return tap.failure();
    }

    private static InputStream trickle(byte[] bytes, int chunk) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
    }
}
