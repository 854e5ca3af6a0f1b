package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.resolution.Fixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatGatewayTest extends ChatRoad {
    @Test
    void sameFormatStreamPassesByteForByteAndIsMetered() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        call(WireFormat.OPENAI_CHAT, "{ \"model\":\"acme/a\" ,\"stream\":true,\"messages\":[],\"odd\":1.50}");
        assertThat(reply.text()).isEqualTo(CHUNKS + DONE);
        assertThat(sent())
                .isEqualTo(
                        "{\"stream_options\":{\"include_usage\":true}, \"model\":\"a\" ,\"stream\":true,\"messages\":[],"
                                + "\"odd\":1.50}");
        assertThat(reply.headers)
                .containsEntry("X-OmniRoute-Provider", "acme")
                .containsEntry("X-OmniRoute-Attempts", "1");
        assertThat(onlyRecord().tokens().inputTokens()).isEqualTo(7);
        assertThat(onlyRecord().tokens().outputTokens()).isEqualTo(3);
        assertThat(onlyRecord().tokens().estimated()).isFalse();
    }

    @Test
    void usageChunkThatTheClientAskedForIsPassedOn() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        call(
                WireFormat.OPENAI_CHAT,
                "{\"model\":\"acme/a\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}");
        assertThat(reply.text()).isEqualTo(CHUNKS + USAGE + DONE);
    }

    @Test
    void streamCutShortEndsInAnErrorEventAndOneCharge() {
        vendor.answers(
                200,
                SSE,
                CHUNKS.substring(
                        0,
                        CHUNKS.indexOf("data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{}")));
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}");
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text())
                .contains("Hé")
                .endsWith("}\n\n")
                .contains("\"error\"")
                .doesNotContain("[DONE]");
        assertThat(onlyRecord().status()).isEqualTo(502);
        assertThat(onlyRecord().tokens().estimated()).isTrue();
    }

    @Test
    void anOpeningCountIsNotTheWholeOfAStreamCutShort() {
        String opening =
                "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"TEXT\"}}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":COUNT,\"total_tokens\":99}}\n\n";
        String said = opening.replace("TEXT", "word".repeat(100));
        vendor.answers(200, SSE, said.replace("COUNT", "1")).answers(200, SSE, said.replace("COUNT", "80"));

        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}");
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}");

        Usage first = journal.get(0).tokens();
        assertThat(first.inputTokens()).isEqualTo(7);
        assertThat(first.outputTokens()).isBetween(100L, 120L);
        assertThat(first.estimated()).isTrue();
        assertThat(journal.get(1).tokens().outputTokens()).isEqualTo(80);
        assertThat(journal.get(1).tokens().estimated()).isFalse();
    }

    @Test
    void vendorErrorThatHoldsTheCredentialIsNotPassedOn() {
        vendor.answers(
                401,
                "application/json",
                "{\"error\":{\"message\":\"bad key vendor-secret\"},\"key\":\"vendor-secret\"}");
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}");
        assertThat(reply.text()).contains("error").doesNotContain("\"key\"");
    }

    @Test
    void htmlInPlaceOfJsonIsABadGateway() {
        vendor.answers(200, "text/html", "<html>login</html>");
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}");
        assertThat(reply.status).isEqualTo(502);
        assertThat(onlyRecord().error()).isPresent();
    }

    @Test
    void otherFormatsAreTranslatedStreamedAndWhole() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        call(
                WireFormat.ANTHROPIC_MESSAGES,
                "{\"model\":\"acme/a\",\"stream\":true,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(reply.text()).contains("event: message_start", "Hé", "\"output_tokens\":3", "event: message_stop");
        assertThat(sent()).contains("\"stream_options\"", "\"content\":\"hi\"");
        assertThat(onlyRecord().tokens().totalTokens()).isEqualTo(10);
    }

    @Test
    void aBodyInAnotherEncodingGoesNowhere() {
        byte[] body = "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}".getBytes(StandardCharsets.UTF_16LE);
        callWith(body);
        assertThat(reply.status).isEqualTo(400);
        assertThat(reply.text()).contains("UTF-8");
        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void aByteOrderMarkDoesNotReachTheVendor() {
        vendor.answers(200, "application/json", "{}");
        callWith("\uFEFF{\"model\":\"acme/a\",\"messages\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(sent()).isEqualTo("{\"model\":\"a\",\"messages\":[]}");
    }

    private void callWith(byte[] body) {
        ClientCall call = clientCall(WireFormat.OPENAI_CHAT, "", Optional.of(Fixture.KEY));
        gateway(snapshot(1))
                .serve(
                        new ClientCall(
                                call.format(),
                                call.requestId(),
                                call.pathEnvelope(),
                                call.headers(),
                                call.presentedKey(),
                                new ByteArrayInputStream(body),
                                body.length,
                                call.socket()),
                        reply);
    }

    @Test
    void strictModeRefusesALoss() {
        headers.put("x-omniroute-strict", "true");
        call(
                WireFormat.ANTHROPIC_MESSAGES,
                "{\"model\":\"acme/a\",\"max_tokens\":9,\"container\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(reply.status).isEqualTo(400);
        assertThat(reply.text()).contains("container").contains("invalid_request_error");
        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void callsWithoutAKeyAreRefusedAndLeaveNoRecord() {
        gateway(snapshot(1))
                .serve(clientCall(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\"}", Optional.empty()), reply);
        assertThat(reply.status).isEqualTo(401);
        assertThat(journal).isEmpty();
    }

    @Test
    void drainingGatewayRefusesNewCalls() {
        assertThat(gate.drain(Duration.ofMillis(1))).isTrue();
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}");
        assertThat(reply.status).isEqualTo(503);
        assertThat(gate.runningCalls()).isZero();
    }

    @Test
    void recordIsJournalledBeforeTheEndLeaves() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        List<Integer> recordsWhenDoneLeft = new ArrayList<>();
        RecordedReply watching = new RecordedReply() {
            @Override
            public void stream(Map<String, String> sentHeaders, StreamBody streamed) {
                super.stream(
                        sentHeaders,
                        out -> streamed.writeTo(new java.io.FilterOutputStream(out) {
                            @Override
                            public void write(byte[] bytes, int from, int length) throws IOException {
                                if (new String(bytes, from, length, StandardCharsets.UTF_8).contains("[DONE]")) {
                                    recordsWhenDoneLeft.add(journal.size());
                                }
                                out.write(bytes, from, length);
                            }
                        }));
            }
        };
        gateway(snapshot(1))
                .serve(
                        clientCall(
                                WireFormat.OPENAI_CHAT,
                                "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}",
                                Optional.of(Fixture.KEY)),
                        watching);
        assertThat(recordsWhenDoneLeft).containsExactly(1);
    }
}
