package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Streams whose vendor's connection breaks. */
class PassThroughStreamTest {
    private static final String CREATED = "event: response.created\ndata: {\"type\":\"response.created\","
            + "\"sequence_number\":0,\"response\":{\"id\":\"resp_v\",\"status\":\"in_progress\",\"output\":[]}}\n\n";
    private static final String DELTA = "event: response.output_text.delta\ndata: "
            + "{\"type\":\"response.output_text.delta\",\"sequence_number\":4,\"delta\":\"Hi\"}\n\n";
    private static final String COMPLETED = "event: response.completed\ndata: {\"type\":\"response.completed\","
            + "\"sequence_number\":5,\"response\":{\"id\":\"resp_v\",\"status\":\"completed\",\"output\":[]}}\n\n";

    @Test
    void aBrokenResponseFailsUnderItsOwnIdAndTheNextNumber() {
        Relayed broken = Relayed.of(WireFormat.OPENAI_RESPONSES, thenBreaks(CREATED + DELTA))
                .relay();
        assertThat(broken.text()).startsWith(CREATED + DELTA + "event: response.failed\n");
        String ending = broken.text().substring((CREATED + DELTA).length());
        assertThat(ending).contains("\"sequence_number\":5", "\"id\":\"resp_v\"", "\"status\":\"failed\"");
        assertThat(ending.split("data: ", -1)).hasSize(2);
        assertThat(broken.endings()).containsExactly("failed");
    }

    @Test
    void aConnectionThatBreaksBehindTheLastEventHarmsNothing() {
        Relayed whole = Relayed.of(WireFormat.OPENAI_RESPONSES, thenBreaks(CREATED + DELTA + COMPLETED))
                .relay();
        assertThat(whole.text()).isEqualTo(CREATED + DELTA + COMPLETED);
        assertThat(whole.endings()).containsExactly("succeeded");
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
