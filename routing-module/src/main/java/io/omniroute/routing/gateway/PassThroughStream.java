package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.UpstreamReadException;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.SseReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A vendor's stream that goes on to the client byte by byte, with a tap that reads along. */
final class PassThroughStream implements ReplyStream {
    private final SseReader reader;
    private final StreamTail tail;
    private final ReplyTap tap;
    private final boolean withholdUsage;
    private final StreamFraming framing;
    private final ByteArrayOutputStream prelude = new ByteArrayOutputStream(0);
    private final List<Held> held = new ArrayList<>(0);
    private SseFrame first;

    /** @param withholdUsage whether a chunk that only carries usage is the gateway's own wish and stays here */
    PassThroughStream(SseReader reader, ReplyTap tap, boolean withholdUsage, StreamFraming framing) {
        this.reader = reader;
        this.tail = new StreamTail(reader);
        this.tap = tap;
        this.withholdUsage = withholdUsage;
        this.framing = framing;
    }

    /** A frame that was read ahead. @param ends whether the answer is complete with it */
    private record Held(SseFrame frame, boolean withheld, boolean ends) {}

    @Override
    public void awaitFirst() {
        try {
            while (reader.fill()) {
                for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
                    if (frame.hasData()) {
                        begin(frame);
                        return;
                    }
                    prelude.write(frame.buffer(), frame.from(), frame.length());
                }
            }
            begin(tail.poll().orElseThrow(() -> new GatewayException(tail.cut() ? noJson() : emptyStream())));
        } catch (UpstreamReadException e) {
            throw new GatewayException(e.failure(), e);
        } catch (IOException e) {
            throw new GatewayException(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream is broken."), e);
        }
    }

    @Override
    public void holdBack(int events) {
        hold(first);
        try {
            int outputs = tap.outputBytes() > 0 ? 1 : 0;
            while (outputs < events && !tap.complete()) {
                Optional<SseFrame> next = nextFrame();
                if (next.isEmpty()) {
                    throw new GatewayException(cutShort());
                }
                long before = tap.outputBytes();
                tap.accept(next.get());
                requireSound();
                hold(next.get());
                outputs += tap.outputBytes() > before ? 1 : 0;
            }
        } catch (UpstreamReadException e) {
            throw new GatewayException(e.failure(), e);
        } catch (IOException e) {
            throw new GatewayException(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream is broken."), e);
        }
    }

    private Optional<SseFrame> nextFrame() throws IOException {
        SseFrame frame = reader.poll();
        while (frame == null && reader.fill()) {
            frame = reader.poll();
        }
        return frame == null ? tail.poll() : Optional.of(frame);
    }

    private void hold(SseFrame frame) {
        held.add(new Held(frame.detached(), withholdUsage && tap.usageOnly(), ends(frame)));
    }

    private boolean ends(SseFrame frame) {
        return frame.isDone() || framing.endsWithCompletion() && tap.complete();
    }

    private void emitHeld(ClientStream out, Ending ending) {
        for (Held each : held) {
            if (each.ends()) {
                ending.succeeded();
            }
            if (!each.withheld()) {
                framing.write(each.frame(), out);
            }
        }
    }

    @Override
    public void relay(ClientStream out, Ending ending) {
        try {
            prelude.writeTo(out);
            if (held.isEmpty()) {
                emit(first, out, ending);
            } else {
                emitHeld(out, ending);
            }
            drainBuffer(out, ending);
            while (reader.fill()) {
                drainBuffer(out, ending);
            }
            tail.poll().ifPresent(last -> {
                tap.accept(last);
                emit(last, out, ending);
            });
            finish(out, ending);
        } catch (UpstreamReadException e) {
            breakOff(e.failure(), out, ending);
        } catch (IOException e) {
            breakOff(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream is broken."), out, ending);
        }
    }

    @Override
    public Optional<Usage> usage() {
        return tap.usage();
    }

    @Override
    public long outputBytes() {
        return tap.outputBytes();
    }

    private void drainBuffer(ClientStream out, Ending ending) {
        for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
            tap.accept(frame);
            emit(frame, out, ending);
        }
        out.flush();
        out.eventLeft();
    }

    private void emit(SseFrame frame, ClientStream out, Ending ending) {
        if (withholdUsage && tap.usageOnly()) {
            return;
        }
        if (tap.failure().isPresent()) {
            ending.failed(tap.failure().get());
        } else if (ends(frame)) {
            ending.succeeded();
        }
        framing.write(frame, out);
    }

    private void finish(ClientStream out, Ending ending) {
        if (tap.failure().isPresent()) {
            ending.failed(tap.failure().get());
        } else if (tap.complete() && !tail.cut()) {
            ending.succeeded();
        } else {
            breakOff(cutShort(), out, ending);
            return;
        }
        framing.end(out);
        out.flush();
    }

    private void breakOff(Failure failure, ClientStream out, Ending ending) {
        if (hasEnded()) { // what the connection does behind the last event concerns nobody
            framing.end(out);
            out.flush();
            return;
        }
        ending.failed(failure);
        tail.close(framing, out);
        tap.brokenOff(failure).ifPresentOrElse(out::write, () -> framing.fail(failure, out));
        out.flush();
    }

    private boolean hasEnded() {
        return tap.failure().isPresent() || framing.endsWithCompletion() && tap.complete();
    }

    /** Only the first event is parsed: while nothing has gone out, a vendor that talks nonsense can still be replaced. */
    private void begin(SseFrame frame) {
        if (frame.isDone()) {
            throw new GatewayException(emptyStream());
        }
        if (!JsonShape.isObject(frame.dataBuffer(), frame.dataFrom(), frame.dataTo())) {
            throw new GatewayException(noJson());
        }
        tap.accept(frame);
        requireSound();
        first = frame;
    }

    private void requireSound() {
        tap.failure().ifPresent(failure -> {
            throw new GatewayException(failure);
        });
    }

    private static Failure cutShort() {
        return Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor ended the stream before the answer was complete.");
    }

    private static Failure noJson() {
        return Failure.of(
                FailureKind.UPSTREAM_GARBLED, "The vendor's stream begins with something other than a JSON object.");
    }

    private static Failure emptyStream() {
        return Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor ended the stream without a single event.");
    }
}
