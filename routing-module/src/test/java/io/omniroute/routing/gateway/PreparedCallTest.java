package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.shaping.Shaper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a client's request a vendor gets. */
class PreparedCallTest {
    private static final String CLAUDE_CODE =
            "{\"model\":\"acme/a\",\"max_tokens\":32000,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @ParameterizedTest
    @CsvSource({
        "OPENAI_CHAT,/max_tokens",
        "OPENAI_RESPONSES,/max_output_tokens",
        "GEMINI,/generationConfig/maxOutputTokens"
    })
    void aCustomModelsLimitHoldsAndAnUnknownOneIsTheVendorsToTell(WireFormat vendor, String field) {
        assertThat(sent(vendor, OptionalInt.of(8_192)).at(field).asInt()).isEqualTo(8_192);
        assertThat(sent(vendor, OptionalInt.of(64_000)).at(field).asInt()).isEqualTo(32_000);
        assertThat(sent(vendor, OptionalInt.empty()).at(field).asInt()).isEqualTo(32_000);
    }

    @Test
    void aSameFormatCallPassesWhateverItAsksFor() {
        PreparedCall.Written written = written(
                call(WireFormat.ANTHROPIC_MESSAGES, Optional.empty(), CLAUDE_CODE),
                WireFormat.ANTHROPIC_MESSAGES,
                OptionalInt.of(8_192));
        assertThat(written.passThrough()).isTrue();
        assertThat(new String(written.upstream().body(), StandardCharsets.UTF_8))
                .isEqualTo(CLAUDE_CODE.replace("acme/a", "a"));
    }

    @ParameterizedTest
    @CsvSource({"omniroute:anthropic:EqQB,false", "EqQBCkYIBhgC,true"})
    void onlyAConversationThatGeminiCanReadPassesToGemini(String signature, boolean passes) {
        String thoughtSignature = Base64.getEncoder().encodeToString(signature.getBytes(StandardCharsets.UTF_8));
        String body =
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]},{\"role\":\"model\",\"parts\":[{\"text\":"
                        + "\"Hm\",\"thought\":true,\"thoughtSignature\":\"" + thoughtSignature
                        + "\"},{\"text\":\"Hello\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"Go on\"}]}]}";
        PreparedCall.Written written = written(
                call(WireFormat.GEMINI, Optional.of(Envelope.ofPath("acme/a", false, false)), body),
                WireFormat.GEMINI,
                OptionalInt.empty());
        assertThat(written.passThrough()).isEqualTo(passes);
        assertThat(new String(written.upstream().body(), StandardCharsets.UTF_8).contains(thoughtSignature))
                .isEqualTo(passes);
    }

    private static JsonNode sent(WireFormat vendor, OptionalInt maxOutputTokens) {
        byte[] body = written(
                        call(WireFormat.ANTHROPIC_MESSAGES, Optional.empty(), CLAUDE_CODE), vendor, maxOutputTokens)
                .upstream()
                .body();
        return Json.vendorObject(body);
    }

    private static PreparedCall.Written written(PreparedCall call, WireFormat vendor, OptionalInt maxOutputTokens) {
        ModelDescriptor model =
                new ModelDescriptor("a", "A", OptionalInt.empty(), maxOutputTokens, Optional.empty(), true, true, true);
        Target target =
                new Target(Fixture.provider("acme", vendor, "a"), model, Optional.of(Fixture.connection("acme", 1)));
        return call.writeFor(target, new Cancellation());
    }

    private static PreparedCall call(WireFormat format, Optional<Envelope> pathEnvelope, String body) {
        ClientCall call = new ClientCall(
                format,
                "req_1",
                pathEnvelope,
                Map.of(),
                Optional.of(Fixture.KEY),
                InputStream.nullInputStream(),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
        return new PreparedCall(
                call,
                new CallTrace("req_1", format, Instant.EPOCH),
                body.getBytes(StandardCharsets.UTF_8),
                new Codecs(),
                Shaper.NONE);
    }
}
