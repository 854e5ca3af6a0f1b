package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.UpstreamReadException;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.SseReader;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A vendor's stream decoded into events and encoded again for a client of another format. */
final class TranslatedStream implements ReplyStream {
    private final SseReader reader;
    private final StreamDecoder decoder;
    private final StreamEncoder encoder;
    private final Deque<ChatEvent> pending = new ArrayDeque<>();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
    private Optional<Usage> usage = Optional.empty();
    private long outputBytes;
    private boolean inputEnded;

    TranslatedStream(SseReader reader, StreamDecoder decoder, StreamEncoder encoder) {
        this.reader = reader;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    @Override
    public void awaitFirst() {
        try {
            while (pending.isEmpty()) {
                if (inputEnded) {
                    throw new GatewayException(Failure.of(
                            FailureKind.UPSTREAM_GARBLED, "The vendor ended the stream without a single event."));
                }
                decodeMore();
            }
        } catch (UpstreamReadException e) {
            throw new GatewayException(e.failure(), e);
        } catch (IOException e) {
            throw new GatewayException(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream is broken."), e);
        }
        if (pending.peek() instanceof ChatEvent.Failed failed) {
            throw new GatewayException(failed.failure());
        }
    }

    @Override
    public void holdBack(int events) {
        try {
            while (!inputEnded && !hasEnding() && heldOutputs() < events) {
                decodeMore();
            }
        } catch (UpstreamReadException e) {
            throw new GatewayException(e.failure(), e);
        } catch (IOException e) {
            throw new GatewayException(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream is broken."), e);
        }
        for (ChatEvent event : pending) {
            if (event instanceof ChatEvent.Failed failed) {
                throw new GatewayException(failed.failure());
            }
        }
    }

    private boolean hasEnding() {
        return pending.stream()
                .anyMatch(event -> event instanceof ChatEvent.Failed || event instanceof ChatEvent.Finished);
    }

    private long heldOutputs() {
        return pending.stream()
                .filter(event -> event instanceof ChatEvent.TextDelta
                        || event instanceof ChatEvent.ThinkingDelta
                        || event instanceof ChatEvent.ToolArguments)
                .count();
    }

    @Override
    public void relay(ClientStream out, Ending ending) {
        Optional<Failure> failure = Optional.empty();
        try {
            boolean more = true;
            while (more && failure.isEmpty()) {
                failure = encodePending();
                flushTo(out);
                more = failure.isEmpty() && !inputEnded;
                if (more) {
                    decodeMore();
                }
            }
            failure = failure.or(this::encodePendingQuietly);
        } catch (UpstreamReadException e) {
            failure = Optional.of(e.failure());
        } catch (GatewayException e) {
            encodePendingQuietly();
            failure = Optional.of(e.failure());
        } catch (IOException e) {
            failure = Optional.of(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream is broken."));
        }
        end(failure, out, ending);
    }

    @Override
    public Optional<Usage> usage() {
        return usage;
    }

    @Override
    public long outputBytes() {
        return outputBytes;
    }

    private void decodeMore() throws IOException {
        if (reader.fill()) {
            for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
                decode(frame);
            }
            return;
        }
        inputEnded = true;
        reader.pollTail().ifPresent(this::decode);
        decoder.end(pending::add);
    }

    private void decode(SseFrame frame) {
        if (frame.hasData()) {
            decoder.accept(frame, pending::add);
        }
    }

    private Optional<Failure> encodePendingQuietly() {
        try {
            return encodePending();
        } catch (IOException e) {
            throw new IllegalStateException("a byte array cannot fail", e);
        }
    }

    /** @return the failure, when the vendor reported one */
    private Optional<Failure> encodePending() throws IOException {
        for (ChatEvent event = pending.poll(); event != null; event = pending.poll()) {
            switch (event) {
                case ChatEvent.Failed failed -> {
                    return Optional.of(failed.failure());
                }
                case ChatEvent.UsageReported reported -> usage = Optional.of(reported.usage());
                case ChatEvent.TextDelta delta -> outputBytes += delta.text().length();
                case ChatEvent.ThinkingDelta delta ->
                    outputBytes += delta.text().length();
                case ChatEvent.ToolArguments delta ->
                    outputBytes += delta.fragment().length();
                case ChatEvent.Started ignored -> {}
                case ChatEvent.RefusalDelta ignored -> {}
                case ChatEvent.ThinkingSigned ignored -> {}
                case ChatEvent.ToolCallStarted ignored -> {}
                case ChatEvent.ToolCallEnded ignored -> {}
                case ChatEvent.MediaProduced ignored -> {}
                case ChatEvent.Finished ignored -> {}
            }
            encoder.encode(event, buffer);
        }
        return Optional.empty();
    }

    private void end(Optional<Failure> failure, ClientStream out, Ending ending) {
        try {
            if (failure.isPresent()) {
                ending.failed(failure.get());
                encoder.fail(failure.get(), buffer);
            } else {
                ending.succeeded();
                encoder.end(buffer);
            }
            flushTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("a byte array cannot fail", e);
        }
    }

    private void flushTo(ClientStream out) throws IOException {
        if (buffer.size() > 0) {
            buffer.writeTo(out);
            buffer.reset();
            out.flush();
            out.eventLeft();
        }
    }
}
