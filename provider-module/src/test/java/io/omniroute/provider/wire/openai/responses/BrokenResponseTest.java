package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.SseFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BrokenResponseTest {
    private static final Failure BROKEN = Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream is broken.");
    private static final String CREATED =
            "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"resp_v\",\"status\":"
                    + "\"in_progress\",\"model\":\"m\",\"output\":[],\"error\":null}}";

    private final ReplyTap tap = new OpenAiResponsesUpstreamCodec().newTap();

    @Test
    void failsTheAnnouncedResponseWithTheNextNumber() {
        tap.accept(SseFrame.of("response.created", CREATED));
        tap.accept(delta("{\"type\":\"response.output_text.delta\",\"sequence_number\":7,\"delta\":\"a\"}"));
        JsonNode event = end("response.failed");
        assertThat(event.path("sequence_number").asLong()).isEqualTo(8);
        assertThat(event.at("/response/id").asText()).isEqualTo("resp_v");
        assertThat(event.at("/response/model").asText()).isEqualTo("m");
        assertThat(event.at("/response/status").asText()).isEqualTo("failed");
        assertThat(event.at("/response/error/code").asText()).isEqualTo("server_error");
        assertThat(event.at("/response/error/message").asText()).isEqualTo(BROKEN.message());
    }

    @Test
    void readsNumbersBehindASpaceAndFromFramesWithoutAName() {
        tap.accept(SseFrame.ofData(CREATED));
        tap.accept(SseFrame.ofData("{\"delta\":\"x\", \"sequence_number\": 41}"));
        assertThat(end("response.failed").path("sequence_number").asLong()).isEqualTo(42);
    }

    @Test
    void isNotMisledByWhatTheModelSays() {
        tap.accept(SseFrame.of("response.created", CREATED));
        tap.accept(delta("{\"sequence_number\":1,\"delta\":\"\\\"sequence_number\\\":900 response.created\"}"));
        assertThat(end("response.failed").path("sequence_number").asLong()).isEqualTo(2);
    }

    @Test
    void hasOnlyAnErrorWhereNoResponseWasAnnounced() {
        tap.accept(delta("{\"type\":\"response.output_text.delta\",\"sequence_number\":3,\"delta\":\"a\"}"));
        JsonNode event = end("error");
        assertThat(event.path("sequence_number").asLong()).isEqualTo(4);
        assertThat(event.path("message").asText()).isEqualTo(BROKEN.message());
        assertThat(event.path("code").asText()).isEqualTo("server_error");
    }

    @Test
    void startsAtZeroForAVendorThatDoesNotNumber() {
        tap.accept(SseFrame.of("response.created", "{\"type\":\"response.created\",\"response\":7}"));
        assertThat(end("error").path("sequence_number").asLong()).isZero();
    }

    private JsonNode end(String name) {
        String frame = new String(tap.brokenOff(BROKEN).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(frame).startsWith("event: " + name + "\ndata: {").endsWith("}\n\n");
        JsonNode event = Streams.json(frame.substring(frame.indexOf('{')).getBytes(StandardCharsets.UTF_8));
        assertThat(event.path("type").asText()).isEqualTo(name);
        return event;
    }

    private static SseFrame delta(String data) {
        return SseFrame.of("response.output_text.delta", data);
    }
}
