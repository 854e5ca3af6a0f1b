package io.omniroute.routing.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import io.omniroute.routing.shaping.SystemPrompt.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShaperTest {
    private static final WireTarget PLAIN = WireTarget.of("m");

    @Test
    void withoutPoliciesABodyIsTheSameArray() {
        byte[] body = Shaped.utf8("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"a\"}]}");
        assertThat(Shaper.NONE.shape(body, PLAIN, new Codecs().upstream(WireFormat.OPENAI_CHAT), () -> null))
                .isSameAs(body);
    }

    @Test
    void aPromptJoinsTheFirstInstructionOfAChatBodyAndLeavesEveryOtherByte() {
        String body =
                "{ \"messages\" : [ {\"content\":\"caf\\u00e9 \\\"x\\\"\", \"role\":\"developer\"}, {\"role\":\"user\",\"content\":\"é\"}],"
                        + "\"odd\":1.50}";
        WireTarget openAi = WireTarget.of("m", Quirk.DEVELOPER_ROLE);
        assertThat(Shaped.by(prompted(Position.PREFIX, "Be \"kind\"."), WireFormat.OPENAI_CHAT, openAi, body))
                .isEqualTo(body.replace("\"caf", "\"Be \\\"kind\\\".\\n\\ncaf"));
        assertThat(Shaped.by(prompted(Position.SUFFIX, "Bye."), WireFormat.OPENAI_CHAT, openAi, body))
                .isEqualTo(body.replace("\\\"x\\\"\"", "\\\"x\\\"\\n\\nBye.\""));
    }

    @Test
    void aPromptBecomesTheFirstMessageWhereThereIsNoInstruction() {
        assertThat(Shaped.by(
                        prompted(Position.SUFFIX, "Hi"),
                        WireFormat.OPENAI_CHAT,
                        PLAIN,
                        "{\"messages\":[ {\"role\":\"user\",\"content\":\"q\"}]}"))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"Hi\"}, {\"role\":\"user\",\"content\":\"q\"}]}");
        assertThat(Shaped.by(prompted(Position.PREFIX, "Hi"), WireFormat.OPENAI_CHAT, PLAIN, "{\"messages\":[]}"))
                .isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"Hi\"}]}");
    }

    @Test
    void aPromptBecomesAPartOfAnInstructionThatHasParts() {
        String body =
                "{\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"x\":1.0}]}]}";
        assertThat(Shaped.by(prompted(Position.PREFIX, "P"), WireFormat.OPENAI_CHAT, PLAIN, body))
                .isEqualTo(body.replace("[{\"type\"", "[{\"type\":\"text\",\"text\":\"P\"},{\"type\""));
        assertThat(Shaped.by(prompted(Position.SUFFIX, "P"), WireFormat.OPENAI_CHAT, PLAIN, body))
                .isEqualTo(body.replace("1.0}]", "1.0},{\"type\":\"text\",\"text\":\"P\"}]"));
    }

    @Test
    void theKeysPromptStandsInsideTheGlobalOne() {
        Shaper shaper = new Shaper(
                ThinkingBudget.DEFAULT,
                new SystemPrompt(true, "ALL", Position.PREFIX),
                new SystemPrompt(true, "KEY", Position.PREFIX));
        assertThat(Shaped.by(shaper, WireFormat.OPENAI_RESPONSES, PLAIN, "{\"instructions\":\"own\",\"input\":\"q\"}"))
                .isEqualTo("{\"instructions\":\"ALL\\n\\nKEY\\n\\nown\",\"input\":\"q\"}");
    }

    @Test
    void aPromptKeepsAnthropicsCachedBlocksAndSignedHistory() {
        String history =
                "\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"signature\":\"s=\",\"thinking\":\"t\"}]}]";
        String body = "{\"system\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}], "
                + history + "}";
        assertThat(Shaped.by(prompted(Position.PREFIX, "P"), WireFormat.ANTHROPIC_MESSAGES, PLAIN, body))
                .isEqualTo(body.replace(
                        "[{\"type\":\"text\",\"text\":\"a\"",
                        "[{\"type\":\"text\",\"text\":\"P\"},{\"type\":\"text\",\"text\":\"a\""));
        assertThat(Shaped.by(prompted(Position.SUFFIX, "P"), WireFormat.ANTHROPIC_MESSAGES, PLAIN, body))
                .isEqualTo(body.replace("\"ephemeral\"}}]", "\"ephemeral\"}},{\"type\":\"text\",\"text\":\"P\"}]"));
        assertThat(Shaped.by(prompted(Position.PREFIX, "P"), WireFormat.ANTHROPIC_MESSAGES, PLAIN, "{" + history + "}"))
                .isEqualTo("{\"system\":\"P\"," + history + "}");
    }

    @Test
    void geminiTakesAPromptUnderEitherSpelling() {
        Shaper shaper = prompted(Position.PREFIX, "P");
        assertThat(Shaped.by(
                        shaper,
                        WireFormat.GEMINI,
                        PLAIN,
                        "{\"system_instruction\":{\"parts\":[{\"text\":\"a\"}]},\"contents\":[]}"))
                .isEqualTo("{\"system_instruction\":{\"parts\":[{\"text\":\"P\"},{\"text\":\"a\"}]},\"contents\":[]}");
        assertThat(Shaped.by(shaper, WireFormat.GEMINI, PLAIN, "{}"))
                .isEqualTo("{\"systemInstruction\":{\"parts\":[{\"text\":\"P\"}]}}");
    }

    @Test
    void aTranslatedRequestGetsThePromptInItsFirstInstruction() {
        ChatRequest request = ChatRequest.of(
                "m", List.of(Message.text(Message.Role.SYSTEM, "own"), Message.text(Message.Role.USER, "q")));
        List<Message> shaped =
                prompted(Position.PREFIX, "P").shape(request, PLAIN).messages();
        assertThat(shaped).hasSize(2);
        assertThat(io.omniroute.provider.chat.ContentPart.textOf(shaped.get(0).content()))
                .isEqualTo("P\n\nown");
        ChatRequest bare = ChatRequest.of("m", List.of(Message.text(Message.Role.USER, "q")));
        assertThat(prompted(Position.SUFFIX, "P").shape(bare, PLAIN).messages().get(0))
                .isEqualTo(Message.text(Message.Role.SYSTEM, "P"));
    }

    @Test
    void developerMessagesBecomeSystemMessagesWhereTheVendorKnowsNoDeveloper() {
        String body =
                "{\"messages\":[{\"content\":\"developer\", \"role\" : \"developer\",\"n\":1.0},{\"role\":\"user\",\"content\":\"x\"}]}";
        assertThat(Shaped.by(Shaper.NONE, WireFormat.OPENAI_CHAT, PLAIN, body))
                .isEqualTo(body.replace(": \"developer\"", ": \"system\""));
        assertThat(Shaped.by(Shaper.NONE, WireFormat.OPENAI_CHAT, WireTarget.of("m", Quirk.DEVELOPER_ROLE), body))
                .isEqualTo(body);
    }

    @Test
    void instructionsMoveIntoTheFirstUserMessageOfAModelThatIgnoresThem() {
        String body = "{\"messages\":[{\"role\":\"system\",\"content\":\"A\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}]},"
                + "{\"role\":\"developer\",\"content\":\"B\"}],\"odd\":1.50}";
        assertThat(Shaped.by(Shaper.NONE, WireFormat.OPENAI_CHAT, WireTarget.of("glm-4", Quirk.SYSTEM_IN_USER), body))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":"
                        + "\"[System instructions]\\nA\\n\\nB\\n[End of system instructions]\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}]}],\"odd\":1.50}");
    }

    @Test
    void aMemberThatIsGivenTwiceIsRefusedRatherThanGuessed() {
        assertThatThrownBy(() -> Shaped.by(
                        prompted(Position.PREFIX, "P"),
                        WireFormat.OPENAI_RESPONSES,
                        PLAIN,
                        "{\"instructions\":\"a\",\"instructions\":\"b\"}"))
                .isInstanceOf(GatewayException.class);
    }

    private static Shaper prompted(Position position, String text) {
        return new Shaper(ThinkingBudget.DEFAULT, new SystemPrompt(true, text, position), SystemPrompt.NONE);
    }
}
