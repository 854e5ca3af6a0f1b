package io.omniroute.routing.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.SseReader;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.StreamEncoder;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.answer.RecordedAnswer;
import io.omniroute.routing.answer.RecordedAnswer.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives a recorded answer in the shape that a client wants: the very bytes where it was recorded so, else as its format turns
 * one into the other, or read back into events by the codec of its format and written anew. Stateless.
 */
final class Renderings {
    private final Codecs codecs;

    Renderings(Codecs codecs) {
        this.codecs = codecs;
    }

    static Shape wanted(WireFormat format, Envelope envelope) {
        if (!envelope.stream()) {
            return Shape.WHOLE;
        }
        if (envelope.jsonArray()) {
            return Shape.STREAM_AS_ARRAY;
        }
        return format == WireFormat.OPENAI_CHAT && envelope.includeUsage() ? Shape.STREAM_WITH_USAGE : Shape.STREAM;
    }

    /** Empty when it cannot be told in that shape, or not all of it: a part of an answer is no answer. */
    Optional<byte[]> render(RecordedAnswer answer, Shape shape, PreparedCall prepared) {
        if (answer.shape() == shape) {
            return Optional.of(answer.body());
        }
        if (answer.shape() == Shape.STREAM_AS_ARRAY) {
            return Optional.empty();
        }
        try {
            ClientCodec codec = prepared.clientCodec();
            List<JsonNode> pieces = pieces(answer);
            Optional<byte[]> reshaped = codec.reshaped(pieces, shape != Shape.WHOLE);
            if (reshaped.isPresent() || !codec.survivesRewriting(pieces)) {
                return reshaped;
            }
            List<ChatEvent> events = events(answer, codecs.upstream(codec.format()));
            return Optional.of(shape == Shape.WHOLE ? whole(events, prepared) : stream(events, prepared));
        } catch (GatewayException | IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the answer can be read, and only talks: a call of a tool acts on the very words of the request. */
    boolean isTalk(RecordedAnswer answer, PreparedCall prepared) {
        try {
            return events(answer, codecs.upstream(prepared.clientCodec().format())).stream()
                    .noneMatch(event -> event instanceof ChatEvent.ToolCallStarted);
        } catch (GatewayException | IOException e) {
            return false;
        }
    }

    private static byte[] whole(List<ChatEvent> events, PreparedCall prepared) {
        return prepared.clientCodec().writeResponse(ChatResponseBuilder.fold(events), prepared.replyContext());
    }

    private static byte[] stream(List<ChatEvent> events, PreparedCall prepared) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamEncoder encoder = prepared.clientCodec().newStreamEncoder(prepared.replyContext());
        for (ChatEvent event : events) {
            encoder.encode(event, out);
        }
        encoder.end(out);
        return out.toByteArray();
    }

    private static List<ChatEvent> events(RecordedAnswer answer, UpstreamCodec codec) throws IOException {
        UpstreamRequest sent = new UpstreamRequest(new byte[0], Map.of(), new ToolNames());
        List<ChatEvent> events = new ArrayList<>(
                answer.shape() == Shape.WHOLE
                        ? codec.readResponse(answer.body(), sent)
                        : decode(answer.body(), codec.newStreamDecoder(sent)));
        boolean counted = events.stream().anyMatch(event -> event instanceof ChatEvent.UsageReported);
        if (!counted && !answer.usage().equals(Usage.NONE)) {
            events.add(new ChatEvent.UsageReported(answer.usage()));
        }
        return events;
    }

    private static List<ChatEvent> decode(byte[] body, StreamDecoder decoder) throws IOException {
        List<ChatEvent> events = new ArrayList<>();
        frames(body, frame -> decoder.accept(frame, events::add));
        decoder.end(events::add);
        return events;
    }

    /** A whole answer, or the data of a stream's events. */
    private static List<JsonNode> pieces(RecordedAnswer answer) throws IOException {
        if (answer.shape() == Shape.WHOLE) {
            return List.of(Json.vendorObject(answer.body()));
        }
        List<JsonNode> pieces = new ArrayList<>();
        frames(answer.body(), frame -> {
            if (!frame.isDone()) {
                pieces.add(Json.vendorObject(frame));
            }
        });
        return pieces;
    }

    private static void frames(byte[] body, Consumer<SseFrame> reader) throws IOException {
        Consumer<SseFrame> withData = frame -> {
            if (frame.hasData()) {
                reader.accept(frame);
            }
        };
        SseReader frames = new SseReader(new ByteArrayInputStream(body));
        while (frames.fill()) {
            for (SseFrame frame = frames.poll(); frame != null; frame = frames.poll()) {
                withData.accept(frame);
            }
        }
        frames.pollTail().ifPresent(withData);
    }
}
