package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.SseReader;
import io.omniroute.provider.wire.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams whose vendor's connection breaks. */
class PassThroughStreamTest {
    private static final String CREATED = "event: response.created\ndata: {\"type\":\"response.created\","
            + "\"sequence_number\":0,\"response\":{\"id\":\"resp_v\",\"status\":\"in_progress\",\"output\":[]}}\n\n";
    private static final String DELTA = "event: response.output_text.delta\ndata: "
            + "{\"type\":\"response.output_text.delta\",\"sequence_number\":4,\"delta\":\"Hi\"}\n\n";
    private static final String COMPLETED = "event: response.completed\ndata: {\"type\":\"response.completed\","
            + "\"sequence_number\":5,\"response\":{\"id\":\"resp_v\",\"status\":\"completed\",\"output\":[]}}\n\n";

    private final RecordedReply reply = new RecordedReply();
    private final List<String> endings = new ArrayList<>();

    @Test
    void aBrokenResponseFailsUnderItsOwnIdAndTheNextNumber() {
        relay(CREATED + DELTA);
        assertThat(reply.text()).startsWith(CREATED + DELTA + "event: response.failed\n");
        String ending = reply.text().substring((CREATED + DELTA).length());
        assertThat(ending).contains("\"sequence_number\":5", "\"id\":\"resp_v\"", "\"status\":\"failed\"");
        assertThat(ending.split("data: ", -1)).hasSize(2);
        assertThat(endings).containsExactly("failed");
    }

    @Test
    void aConnectionThatBreaksBehindTheLastEventHarmsNothing() {
        relay(CREATED + DELTA + COMPLETED);
        assertThat(reply.text()).isEqualTo(CREATED + DELTA + COMPLETED);
        assertThat(endings).containsExactly("succeeded");
    }

    private void relay(String sent) {
        PassThroughStream stream = new PassThroughStream(
                new SseReader(thenBreaks(sent)),
                new Codecs().upstream(WireFormat.OPENAI_RESPONSES).newTap(),
                false,
                new StreamFraming.AsIs(WireFormat.OPENAI_RESPONSES, failure -> new byte[0]));
        stream.awaitFirst();
        ClientStream out = new ClientStream(reply, Map.of(), new byte[0], new Cancellation());
        out.run(
                Map.of(),
                ignored -> stream.relay(out, new ReplyStream.Ending() {
                    @Override
                    public void succeeded() {
                        endings.add("succeeded");
                    }

                    @Override
                    public void failed(Failure failure) {
                        endings.add("failed");
                    }
                }));
    }

    private static InputStream thenBreaks(String sent) {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("Connection reset");
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8)), broken);
    }
}
