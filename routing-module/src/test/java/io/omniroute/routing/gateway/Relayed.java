package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.SseReader;
import io.omniroute.provider.wire.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A vendor's stream in the client's own format, and what became of it. */
final class Relayed implements ReplyStream.Ending {
    /** Stands for the format's error event. */
    static final String ERROR = "data: {\"error\":\"it\"}\n\n";

    private final RecordedReply reply = new RecordedReply();
    private final List<String> endings = new ArrayList<>();
    private final PassThroughStream stream;

    private Relayed(WireFormat format, InputStream vendor, StreamFraming framing) {
        stream = new PassThroughStream(
                new SseReader(vendor), new Codecs().upstream(format).newTap(), false, framing);
    }

    static Relayed of(WireFormat format, InputStream vendor) {
        return new Relayed(
                format, vendor, new StreamFraming.AsIs(format, failure -> ERROR.getBytes(StandardCharsets.UTF_8)));
    }

    static Relayed of(WireFormat format, String vendor) {
        return of(format, input(vendor));
    }

    /** Gemini without {@code alt=sse}. */
    static Relayed asArray(String vendor) {
        return new Relayed(WireFormat.GEMINI, input(vendor), new StreamFraming.JsonArray(failure -> "{\"error\":\"it\"}"
                .getBytes(StandardCharsets.UTF_8)));
    }

    PassThroughStream stream() {
        return stream;
    }

    /** From the first event to the last. */
    Relayed relay() {
        stream.awaitFirst();
        return rest();
    }

    Relayed rest() {
        ClientStream out = new ClientStream(reply, Map.of(), new byte[0], new Cancellation());
        out.run(Map.of(), ignored -> stream.relay(out, this));
        return this;
    }

    String text() {
        return reply.text();
    }

    List<String> endings() {
        return endings;
    }

    @Override
    public void succeeded() {
        endings.add("succeeded");
    }

    @Override
    public void failed(Failure failure) {
        endings.add("failed");
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
