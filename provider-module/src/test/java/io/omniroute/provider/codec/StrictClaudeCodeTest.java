package io.omniroute.provider.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second turn of Claude Code, by the letter of {@code X-OmniRoute-Strict}: no loss may be named. */
class StrictClaudeCodeTest {
    private static final String GEMINI_THOUGHT = """
            {"type":"thinking","thinking":"I should read it.","signature":""}""";
    private static final String SIGNED_BY_GEMINI = """
            {"type":"thinking","thinking":"I should read it.","signature":"omniroute:gemini:c2lnbmVk"}""";

    private final Codecs codecs = new Codecs();

    @Test
    void nothingIsLostAtGeminiWhoeverThought() throws IOException {
        assertThat(lossesAt(WireFormat.GEMINI, "").isEmpty()).isTrue();
        assertThat(lossesAt(WireFormat.GEMINI, GEMINI_THOUGHT).isEmpty()).isTrue();
        assertThat(lossesAt(WireFormat.GEMINI, SIGNED_BY_GEMINI).isEmpty()).isTrue();
        assertThat(lossesAt(WireFormat.GEMINI, GEMINI_THOUGHT, Quirk.THINKING_LEVEL)
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(WireFormat.class)
    void nothingIsLostAnywhereOfAHistoryOfAnthropic(WireFormat format) throws IOException {
        assertThat(lossesAt(format, "").isEmpty()).isTrue();
    }

    /** Anthropic cannot think on in a tool loop that another vendor began. */
    @Test
    void thinkingAmidAForeignLoopIsALossAtAnthropic() throws IOException {
        assertThat(lossesAt(WireFormat.ANTHROPIC_MESSAGES, GEMINI_THOUGHT).fields())
                .containsExactly("reasoning");
    }

    /** @param thought what its last turn of the model begins with in place of Anthropic's thinking, where not empty */
    private Losses lossesAt(WireFormat vendor, String thought, Quirk... quirks) throws IOException {
        JsonNode body =
                Json.MAPPER.readTree(Fixtures.read(Fixtures.of(WireFormat.ANTHROPIC_MESSAGES, "claude-code.client.json")
                        .get(0)));
        if (!thought.isEmpty()) {
            ((ArrayNode) body.at("/messages/1/content")).set(0, Json.MAPPER.readTree(thought));
        }
        Losses losses = new Losses();
        ChatRequest request = codecs.client(WireFormat.ANTHROPIC_MESSAGES)
                .readRequest(Json.bytes(body), Envelope.ofPath("m", false, false), losses);
        codecs.upstream(vendor).writeRequest(request, WireTarget.of("m", quirks), losses);
        return losses;
    }
}
