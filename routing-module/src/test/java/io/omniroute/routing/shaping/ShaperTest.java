package io.omniroute.routing.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import io.omniroute.routing.shaping.SystemPrompt.Position;
import io.omniroute.routing.shaping.ThinkingBudget.Effort;
import io.omniroute.routing.shaping.ThinkingBudget.Mode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShaperTest {
    private static final WireTarget PLAIN = WireTarget.of("m");
    private static final Codecs CODECS = new Codecs();

    @Test
    void withoutPoliciesABodyIsTheSameArray() {
        byte[] body = utf8("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"a\"}]}");
        assertThat(Shaper.NONE.shape(body, PLAIN, CODECS.upstream(WireFormat.OPENAI_CHAT), () -> null))
                .isSameAs(body);
    }

    @Test
    void aPromptJoinsTheFirstInstructionOfAChatBodyAndLeavesEveryOtherByte() {
        String body =
                "{ \"messages\" : [ {\"content\":\"caf\\u00e9 \\\"x\\\"\", \"role\":\"developer\"}, {\"role\":\"user\",\"content\":\"é\"}],"
                        + "\"odd\":1.50}";
        WireTarget openAi = WireTarget.of("m", Quirk.DEVELOPER_ROLE);
        assertThat(shape(prompted(Position.PREFIX, "Be \"kind\"."), WireFormat.OPENAI_CHAT, openAi, body))
                .isEqualTo(body.replace("\"caf", "\"Be \\\"kind\\\".\\n\\ncaf"));
        assertThat(shape(prompted(Position.SUFFIX, "Bye."), WireFormat.OPENAI_CHAT, openAi, body))
                .isEqualTo(body.replace("\\\"x\\\"\"", "\\\"x\\\"\\n\\nBye.\""));
    }

    @Test
    void aPromptBecomesTheFirstMessageWhereThereIsNoInstruction() {
        assertThat(shape(
                        prompted(Position.SUFFIX, "Hi"),
                        WireFormat.OPENAI_CHAT,
                        PLAIN,
                        "{\"messages\":[ {\"role\":\"user\",\"content\":\"q\"}]}"))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"Hi\"}, {\"role\":\"user\",\"content\":\"q\"}]}");
        assertThat(shape(prompted(Position.PREFIX, "Hi"), WireFormat.OPENAI_CHAT, PLAIN, "{\"messages\":[]}"))
                .isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"Hi\"}]}");
    }

    @Test
    void aPromptBecomesAPartOfAnInstructionThatHasParts() {
        String body =
                "{\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"x\":1.0}]}]}";
        assertThat(shape(prompted(Position.PREFIX, "P"), WireFormat.OPENAI_CHAT, PLAIN, body))
                .isEqualTo(body.replace("[{\"type\"", "[{\"type\":\"text\",\"text\":\"P\"},{\"type\""));
        assertThat(shape(prompted(Position.SUFFIX, "P"), WireFormat.OPENAI_CHAT, PLAIN, body))
                .isEqualTo(body.replace("1.0}]", "1.0},{\"type\":\"text\",\"text\":\"P\"}]"));
    }

    @Test
    void theKeysPromptStandsInsideTheGlobalOne() {
        Shaper shaper = new Shaper(
                ThinkingBudget.DEFAULT,
                new SystemPrompt(true, "ALL", Position.PREFIX),
                new SystemPrompt(true, "KEY", Position.PREFIX));
        assertThat(shape(shaper, WireFormat.OPENAI_RESPONSES, PLAIN, "{\"instructions\":\"own\",\"input\":\"q\"}"))
                .isEqualTo("{\"instructions\":\"ALL\\n\\nKEY\\n\\nown\",\"input\":\"q\"}");
    }

    @Test
    void aPromptKeepsAnthropicsCachedBlocksAndSignedHistory() {
        String history =
                "\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"signature\":\"s=\",\"thinking\":\"t\"}]}]";
        String body = "{\"system\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}], "
                + history + "}";
        assertThat(shape(prompted(Position.PREFIX, "P"), WireFormat.ANTHROPIC_MESSAGES, PLAIN, body))
                .isEqualTo(body.replace(
                        "[{\"type\":\"text\",\"text\":\"a\"",
                        "[{\"type\":\"text\",\"text\":\"P\"},{\"type\":\"text\",\"text\":\"a\""));
        assertThat(shape(prompted(Position.SUFFIX, "P"), WireFormat.ANTHROPIC_MESSAGES, PLAIN, body))
                .isEqualTo(body.replace("\"ephemeral\"}}]", "\"ephemeral\"}},{\"type\":\"text\",\"text\":\"P\"}]"));
        assertThat(shape(prompted(Position.PREFIX, "P"), WireFormat.ANTHROPIC_MESSAGES, PLAIN, "{" + history + "}"))
                .isEqualTo("{\"system\":\"P\"," + history + "}");
    }

    @Test
    void geminiTakesAPromptUnderEitherSpelling() {
        Shaper shaper = prompted(Position.PREFIX, "P");
        assertThat(shape(
                        shaper,
                        WireFormat.GEMINI,
                        PLAIN,
                        "{\"system_instruction\":{\"parts\":[{\"text\":\"a\"}]},\"contents\":[]}"))
                .isEqualTo("{\"system_instruction\":{\"parts\":[{\"text\":\"P\"},{\"text\":\"a\"}]},\"contents\":[]}");
        assertThat(shape(shaper, WireFormat.GEMINI, PLAIN, "{}"))
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
        assertThat(shape(Shaper.NONE, WireFormat.OPENAI_CHAT, PLAIN, body))
                .isEqualTo(body.replace(": \"developer\"", ": \"system\""));
        assertThat(shape(Shaper.NONE, WireFormat.OPENAI_CHAT, WireTarget.of("m", Quirk.DEVELOPER_ROLE), body))
                .isEqualTo(body);
    }

    @Test
    void instructionsMoveIntoTheFirstUserMessageOfAModelThatIgnoresThem() {
        String body = "{\"messages\":[{\"role\":\"system\",\"content\":\"A\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}]},"
                + "{\"role\":\"developer\",\"content\":\"B\"}],\"odd\":1.50}";
        assertThat(shape(Shaper.NONE, WireFormat.OPENAI_CHAT, WireTarget.of("glm-4", Quirk.SYSTEM_IN_USER), body))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":"
                        + "\"[System instructions]\\nA\\n\\nB\\n[End of system instructions]\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}]}],\"odd\":1.50}");
    }

    @Test
    void autoTakesEveryWishForThinkingOut() {
        Shaper auto = thinking(Mode.AUTO, 0, Effort.MEDIUM);
        assertThat(shape(
                        auto,
                        WireFormat.OPENAI_CHAT,
                        PLAIN,
                        chat(",\"reasoning_effort\":\"high\",\"enable_thinking\":true")))
                .isEqualTo(chat(""));
        assertThat(shape(
                        auto,
                        WireFormat.OPENAI_RESPONSES,
                        PLAIN,
                        "{\"model\":\"m\",\"input\":\"q\",\"reasoning\":{\"effort\":\"low\",\"summary\":\"auto\"}}"))
                .contains("\"summary\":\"auto\"")
                .doesNotContain("effort");
        assertThat(shape(
                        auto,
                        WireFormat.ANTHROPIC_MESSAGES,
                        PLAIN,
                        claude(9000, ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}")))
                .isEqualTo(claude(9000, ""));
        assertThat(shape(
                        auto,
                        WireFormat.GEMINI,
                        PLAIN,
                        gemini("{\"temperature\":1.0,\"thinking_config\":{\"thinking_budget\":9}}")))
                .isEqualTo(gemini("{\"temperature\":1.0}"));
    }

    @Test
    void aFixedBudgetIsSaidInTheTermsOfEachFormat() {
        Shaper fixed = thinking(Mode.CUSTOM, 4_096, Effort.MEDIUM);
        assertThat(shape(fixed, WireFormat.OPENAI_CHAT, PLAIN, chat(",\"reasoning_effort\":\"high\"")))
                .isEqualTo(chat(",\"reasoning_effort\":\"medium\""));
        assertThat(shape(fixed, WireFormat.OPENAI_RESPONSES, PLAIN, "{\"model\":\"m\",\"input\":\"q\"}"))
                .contains("\"effort\":\"medium\"");
        assertThat(shape(fixed, WireFormat.ANTHROPIC_MESSAGES, PLAIN, claude(9000, "")))
                .isEqualTo("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4096},"
                        + claude(9000, "").substring(1));
        assertThat(shape(fixed, WireFormat.GEMINI, PLAIN, gemini("{\"temperature\":1.0,\"odd\":1.50}")))
                .contains("\"thinkingBudget\":4096")
                .contains("\"odd\":1.50");
    }

    @Test
    void claudeThinksAtLeast1024TokensAndKeepsRoomForItsAnswer() {
        assertThat(shape(
                        thinking(Mode.CUSTOM, 100, Effort.LOW), WireFormat.ANTHROPIC_MESSAGES, PLAIN, claude(9000, "")))
                .contains("\"budget_tokens\":1024")
                .contains("\"max_tokens\":9000");
        assertThat(shape(
                        thinking(Mode.CUSTOM, 8_000, Effort.LOW),
                        WireFormat.ANTHROPIC_MESSAGES,
                        PLAIN,
                        claude(500, "")))
                .contains("\"budget_tokens\":8000")
                .contains("\"max_tokens\":8500");
        WireTarget small = new WireTarget("m", OptionalInt.of(4_096), true, Set.of());
        assertThat(shape(
                        thinking(Mode.CUSTOM, 100_000, Effort.LOW),
                        WireFormat.ANTHROPIC_MESSAGES,
                        small,
                        claude(500, "")))
                .contains("\"budget_tokens\":2048")
                .contains("\"max_tokens\":4096");
    }

    @Test
    void signedHistoryStaysWhateverThePolicySays() {
        String history =
                "\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":[{\"thinking\":\"t\","
                        + "\"type\":\"thinking\",\"signature\":\"s=\"},{\"type\":\"text\",\"text\":\"a\"}]},{\"role\":\"user\",\"content\":\"r\"}]";
        String body = "{\"model\":\"m\",\"max_tokens\":9000," + history + "}";
        for (Mode mode : Mode.values()) {
            assertThat(shape(thinking(mode, 2_000, Effort.HIGH), WireFormat.ANTHROPIC_MESSAGES, PLAIN, body))
                    .contains(history);
        }
    }

    @Test
    void aModelThatCannotThinkAndAnAnswerThatIsBegunGetNoBudget() {
        Shaper fixed = thinking(Mode.CUSTOM, 4_096, Effort.MEDIUM);
        WireTarget simple = new WireTarget("m", OptionalInt.empty(), false, Set.of());
        assertThat(shape(fixed, WireFormat.OPENAI_CHAT, simple, chat(",\"reasoning_effort\":\"high\"")))
                .isEqualTo(chat(""));
        String begun = "{\"model\":\"m\",\"max_tokens\":9000,\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                + "{\"role\":\"assistant\",\"content\":\"It\"}]}";
        assertThat(shape(fixed, WireFormat.ANTHROPIC_MESSAGES, PLAIN, begun)).isEqualTo(begun);
    }

    @Test
    void anAdaptiveBudgetGrowsWithTheConversation() {
        ThinkingBudget medium = new ThinkingBudget(Mode.ADAPTIVE, 0, Effort.MEDIUM);
        assertThat(budget(medium, 1, "q")).isEqualTo(10_240);
        assertThat(budget(medium, 11, "q")).isEqualTo(15_360);
        assertThat(budget(medium, 11, "x".repeat(2_001))).isEqualTo(18_432);
        assertThat(budget(new ThinkingBudget(Mode.ADAPTIVE, 0, Effort.HIGH), 11, "q"))
                .isEqualTo(131_072);
    }

    @Test
    void aMemberThatIsGivenTwiceIsRefusedRatherThanGuessed() {
        assertThatThrownBy(() -> shape(
                        prompted(Position.PREFIX, "P"),
                        WireFormat.OPENAI_RESPONSES,
                        PLAIN,
                        "{\"instructions\":\"a\",\"instructions\":\"b\"}"))
                .isInstanceOf(GatewayException.class);
    }

    private static int budget(ThinkingBudget thinking, int messages, String last) {
        List<Message> turns = new java.util.ArrayList<>();
        for (int i = 1; i < messages; i++) {
            turns.add(Message.text(Message.Role.USER, "earlier"));
        }
        turns.add(Message.text(Message.Role.USER, last));
        return thinking.applyTo(ChatRequest.of("m", turns), true)
                .reasoning()
                .orElseThrow()
                .budgetTokens()
                .orElseThrow();
    }

    private static Shaper prompted(Position position, String text) {
        return new Shaper(ThinkingBudget.DEFAULT, new SystemPrompt(true, text, position), SystemPrompt.NONE);
    }

    private static Shaper thinking(Mode mode, int budget, Effort effort) {
        return new Shaper(new ThinkingBudget(mode, budget, effort), SystemPrompt.NONE, SystemPrompt.NONE);
    }

    private static String chat(String more) {
        return "{\"model\":\"m\", \"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"odd\":1.50" + more + "}";
    }

    private static String claude(int maxTokens, String more) {
        return "{\"model\":\"m\",\"max_tokens\":" + maxTokens
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"odd\":1.50" + more + "}";
    }

    private static String gemini(String config) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"q\"}]}],\"generationConfig\":" + config + "}";
    }

    private static String shape(Shaper shaper, WireFormat format, WireTarget target, String body) {
        byte[] bytes = utf8(body);
        byte[] shaped = shaper.shape(bytes, target, CODECS.upstream(format), () -> CODECS.client(format)
                .readRequest(bytes, Envelope.ofPath("m", false, false), new Losses()));
        return new String(shaped, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
