package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.UpstreamReadException;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.store.Secret;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.SseReader;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads vendors' answers: refuses errors and nonsense, gives whole bodies and streams. Stateless. */
final class VendorReplies {
    /** An answer that is held in memory may be this large. */
    private static final int MAX_WHOLE = 256 << 20;

    private static final int MAX_ERROR = 1 << 20;

    private final Codecs codecs;

    VendorReplies(Codecs codecs) {
        this.codecs = codecs;
    }

    /** @param body for the client, in its own format */
    record Whole(byte[] body, Optional<Usage> usage) {}

    /** The vendor's error answer in the same format, fit to be passed on unchanged. */
    static final class VendorErrorException extends GatewayException {
        private static final long serialVersionUID = 1L;

        private final transient byte[] body;

        VendorErrorException(Failure failure, byte[] body) {
            super(failure);
            this.body = body;
        }

        byte[] body() {
            return body;
        }
    }

    /** @throws GatewayException when the status is not 2xx */
    void requireSuccess(UpstreamReply reply, PreparedCall.Written written) {
        if (reply.status() / 100 == 2) {
            return;
        }
        byte[] body = readUpTo(reply, MAX_ERROR);
        Failure failure = codec(written).readError(reply.status(), reply.headers(), body);
        boolean sameStatus = failure.status() == reply.status();
        if (written.passThrough() && sameStatus && isErrorObject(body) && !holdsCredential(body, written)) {
            throw new VendorErrorException(failure, body);
        }
        throw new GatewayException(failure);
    }

    Whole readWhole(UpstreamReply reply, PreparedCall.Written written, PreparedCall prepared) {
        byte[] body = readUpTo(reply, MAX_WHOLE);
        boolean streamed = isEventStream(reply);
        if (written.passThrough() && !streamed) {
            return new Whole(body, codec(written).readUsage(body));
        }
        List<ChatEvent> events =
                streamed ? decode(body, written) : codec(written).readResponse(body, written.request());
        ChatResponse response = ChatResponseBuilder.fold(events);
        return new Whole(
                prepared.clientCodec().writeResponse(response, prepared.replyContext()),
                Optional.of(response.usage()).filter(usage -> usage != Usage.NONE));
    }

    /** A stream, also when the vendor answered in one piece. */
    ReplyStream openStream(
            UpstreamReply reply, PreparedCall.Written written, PreparedCall prepared, StreamFraming framing) {
        UpstreamCodec codec = codec(written);
        if (isEventStream(reply)) {
            SseReader reader = new SseReader(reply.body());
            return written.passThrough()
                    ? new PassThroughStream(reader, codec.newTap(), withholdsUsage(written, prepared), framing)
                    : new TranslatedStream(
                            reader,
                            codec.newStreamDecoder(written.request()),
                            prepared.clientCodec().newStreamEncoder(prepared.replyContext()));
        }
        List<ChatEvent> events = codec.readResponse(readUpTo(reply, MAX_WHOLE), written.request());
        return new TranslatedStream(
                new SseReader(new ByteArrayInputStream(new byte[0])),
                new ReplayDecoder(events),
                prepared.clientCodec().newStreamEncoder(prepared.replyContext()));
    }

    /** Gives the events of a whole answer where a stream was expected. */
    private record ReplayDecoder(List<ChatEvent> events) implements StreamDecoder {
        @Override
        public void accept(SseFrame frame, Consumer<ChatEvent> sink) {
            throw new IllegalStateException("there are no frames");
        }

        @Override
        public void end(Consumer<ChatEvent> sink) {
            events.forEach(sink);
        }
    }

    private static boolean withholdsUsage(PreparedCall.Written written, PreparedCall prepared) {
        return written.target().provider().format() == WireFormat.OPENAI_CHAT
                && !prepared.envelope().includeUsage();
    }

    private List<ChatEvent> decode(byte[] body, PreparedCall.Written written) {
        List<ChatEvent> events = new ArrayList<>();
        StreamDecoder decoder = codec(written).newStreamDecoder(written.request());
        SseReader reader = new SseReader(new ByteArrayInputStream(body));
        try {
            while (reader.fill()) {
                for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
                    accept(decoder, frame, events);
                }
            }
        } catch (IOException e) {
            throw Json.garbled("The vendor's stream is broken.");
        }
        reader.pollTail().ifPresent(frame -> accept(decoder, frame, events));
        decoder.end(events::add);
        return events;
    }

    private static void accept(StreamDecoder decoder, SseFrame frame, List<ChatEvent> events) {
        if (frame.hasData()) {
            decoder.accept(frame, events::add);
        }
    }

    private UpstreamCodec codec(PreparedCall.Written written) {
        return codecs.upstream(written.target().provider().format());
    }

    private static boolean isEventStream(UpstreamReply reply) {
        return reply.headers()
                .first("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .orElse(false);
    }

    private static boolean isErrorObject(byte[] body) {
        return JsonShape.isObject(body) && new String(body, StandardCharsets.UTF_8).contains("\"error\"");
    }

    private static boolean holdsCredential(byte[] body, PreparedCall.Written written) {
        Optional<Secret> secret = written.target().connection().flatMap(connection -> connection.apiKey());
        return secret.isPresent()
                && new String(body, StandardCharsets.UTF_8)
                        .contains(secret.get().reveal());
    }

    private static byte[] readUpTo(UpstreamReply reply, int max) {
        try {
            byte[] body = WholeBody.read(reply, max);
            if (body.length == max && reply.status() / 100 == 2) {
                throw Json.garbled("The vendor's answer is larger than " + max + " bytes.");
            }
            return body;
        } catch (UpstreamReadException e) {
            throw new GatewayException(e.failure(), e);
        } catch (IOException e) {
            throw new GatewayException(
                    Failure.of(FailureKind.UPSTREAM_UNREACHABLE, "The vendor's answer broke off."), e);
        }
    }
}
