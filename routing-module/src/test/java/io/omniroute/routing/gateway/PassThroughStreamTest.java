package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that vendors end, by the rules of HTTP, inside an event, or whose connection breaks. */
class PassThroughStreamTest {
    private static final String CHAT_TEXT = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    private static final String CHAT_END =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String MESSAGE_TEXT = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\","
            + "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n";
    private static final String MESSAGE_END = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    private static final String GEMINI_TEXT =
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}\r\n\r\n";
    private static final String GEMINI_END = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"!\"}]},"
            + "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"totalTokenCount\":4}}\r\n\r\n";
    private static final String CREATED = "event: response.created\ndata: {\"type\":\"response.created\","
            + "\"sequence_number\":0,\"response\":{\"id\":\"resp_v\",\"status\":\"in_progress\",\"output\":[]}}\n\n";
    private static final String DELTA = "event: response.output_text.delta\ndata: "
            + "{\"type\":\"response.output_text.delta\",\"sequence_number\":4,\"delta\":\"Hi\"}\n\n";
    private static final String COMPLETED = "event: response.completed\ndata: {\"type\":\"response.completed\","
            + "\"sequence_number\":5,\"response\":{\"id\":\"resp_v\",\"status\":\"completed\",\"output\":[]}}\n\n";

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsCutAnywhereInItsLastEventHasFailed(WireFormat format) {
        String end = end(format);
        int whole = end.stripTrailing().length();
        for (int cut = 1; cut < whole; cut++) {
            Relayed relayed =
                    Relayed.of(format, text(format) + end.substring(0, cut)).relay();
            assertThat(relayed.text())
                    .as(end.substring(0, cut))
                    .startsWith(text(format))
                    .satisfies(said ->
                            requireFailure(format, said.substring(text(format).length())));
            assertThat(relayed.endings()).as(end.substring(0, cut)).containsExactly("failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLastEventWithoutItsBlankLineIsTaken(WireFormat format) {
        String sent = text(format) + end(format).stripTrailing();
        Relayed relayed = Relayed.of(format, sent).relay();
        assertThat(relayed.text()).isEqualTo(sent);
        assertThat(relayed.endings()).contains("succeeded").doesNotContain("failed");
    }

    @ParameterizedTest
    @EnumSource
    void anEventWithoutItsBlankLineIsEndedWhenItWasNotTheLast(WireFormat format) {
        Relayed relayed =
                Relayed.of(format, text(format) + text(format).stripTrailing()).relay();
        String passed = text(format).stripTrailing() + "\n\n";
        assertThat(relayed.text()).startsWith(text(format) + passed);
        requireFailure(format, relayed.text().substring(text(format).length() + passed.length()));
        assertThat(relayed.endings()).containsExactly("failed");
        Relayed only = Relayed.of(format, text(format).stripTrailing()).relay();
        assertThat(only.text()).startsWith(passed);
        requireFailure(format, only.text().substring(passed.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]", "data: [DONE]\n", ": bye", ""})
    void whatEndsOpenAisStreamNeedsNoBlankLine(String tail) {
        Relayed relayed =
                Relayed.of(WireFormat.OPENAI_CHAT, CHAT_TEXT + CHAT_END + tail).relay();
        assertThat(relayed.text()).isEqualTo(CHAT_TEXT + CHAT_END + tail);
        assertThat(relayed.endings()).contains("succeeded").doesNotContain("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\"choices\":[],\"usage\":{\"prompt_tok", "data: [DO", "da"})
    void whatComesBehindTheReasonInOpenAisStreamMayBeCutToo(String tail) {
        Relayed relayed =
                Relayed.of(WireFormat.OPENAI_CHAT, CHAT_TEXT + CHAT_END + tail).relay();
        assertThat(relayed.text()).isEqualTo(CHAT_TEXT + CHAT_END + Relayed.ERROR);
        assertThat(relayed.endings()).containsExactly("failed");
    }

    @Test
    void halfAnEventBehindTheLastOneHarmsNothing() {
        Relayed relayed = Relayed.of(WireFormat.ANTHROPIC_MESSAGES, MESSAGE_TEXT + MESSAGE_END + "event: pi")
                .relay();
        assertThat(relayed.text()).isEqualTo(MESSAGE_TEXT + MESSAGE_END);
        assertThat(relayed.endings()).contains("succeeded").doesNotContain("failed");
    }

    @Test
    void halfAnElementDoesNotGetIntoAnArray() {
        String half = GEMINI_END.substring(0, GEMINI_END.indexOf("usageMetadata"));
        Relayed relayed = Relayed.asArray(GEMINI_TEXT + half).relay();
        assertThat(relayed.text())
                .isEqualTo("[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]},\r\n{\"error\":\"it\"}]");
        assertThat(relayed.endings()).containsExactly("failed");
    }

    @Test
    void halfAnEventThatIsWaitedForLetsAnotherVendorServe() {
        String half = GEMINI_END.substring(0, GEMINI_END.indexOf("usageMetadata"));
        PassThroughStream first = Relayed.of(WireFormat.GEMINI, half).stream();
        assertThatThrownBy(first::awaitFirst).isInstanceOf(GatewayException.class);
        PassThroughStream held = Relayed.of(WireFormat.GEMINI, GEMINI_TEXT + half).stream();
        held.awaitFirst();
        assertThatThrownBy(() -> held.holdBack(3)).isInstanceOfSatisfying(GatewayException.class, broken -> assertThat(
                        broken.failure().kind())
                .isEqualTo(FailureKind.UPSTREAM_GARBLED));
    }

    @Test
    void aLastEventThatCannotBeReadIsNoEnd() {
        String broken = COMPLETED.replace("\"output\":[]}}", "");
        Relayed relayed = Relayed.of(WireFormat.OPENAI_RESPONSES, CREATED + DELTA + broken)
                .relay();
        assertThat(relayed.text()).startsWith(CREATED + DELTA + broken + "event: response.failed\n");
        assertThat(relayed.endings()).containsExactly("failed");
    }

    @Test
    void aStreamThatEndsWhileAnotherChoiceGoesOnHasFailed() {
        String other = CHAT_TEXT.replace("\"index\":0", "\"index\":1");
        Relayed relayed = Relayed.of(WireFormat.OPENAI_CHAT, CHAT_TEXT + other + CHAT_END + other)
                .relay();
        assertThat(relayed.text()).isEqualTo(CHAT_TEXT + other + CHAT_END + other + Relayed.ERROR);
        assertThat(relayed.endings()).containsExactly("failed");
    }

    @Test
    void aCandidateThatHasEndedDoesNotEndTheStreamOfAnother() {
        String other = GEMINI_TEXT.replace("{\"content\"", "{\"index\":1,\"content\"");
        String otherEnd = GEMINI_END.replace("{\"content\"", "{\"index\":1,\"content\"");
        String begun = GEMINI_TEXT + other + GEMINI_END + other;
        Relayed cut = Relayed.of(WireFormat.GEMINI, begun).relay();
        assertThat(cut.text()).isEqualTo(begun + Relayed.ERROR);
        assertThat(cut.endings()).containsExactly("failed");
        Relayed whole = Relayed.of(WireFormat.GEMINI, begun + otherEnd).relay();
        assertThat(whole.text()).isEqualTo(begun + otherEnd);
        assertThat(whole.endings()).contains("succeeded").doesNotContain("failed");
    }

    /** One clean event that tells of the failure, and nothing else. */
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

    private static void requireFailure(WireFormat format, String ending) {
        if (format == WireFormat.OPENAI_RESPONSES) {
            assertThat(ending)
                    .matches("event: response\\.failed\ndata: \\{[^\n]*}\n\n")
                    .contains("\"id\":\"resp_v\"");
        } else {
            assertThat(ending).isEqualTo(Relayed.ERROR);
        }
    }

    private static String text(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT -> CHAT_TEXT;
            case OPENAI_RESPONSES -> CREATED;
            case ANTHROPIC_MESSAGES -> MESSAGE_TEXT;
            case GEMINI -> GEMINI_TEXT;
        };
    }

    private static String end(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT -> CHAT_END;
            case OPENAI_RESPONSES -> COMPLETED;
            case ANTHROPIC_MESSAGES -> MESSAGE_END;
            case GEMINI -> GEMINI_END;
        };
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
