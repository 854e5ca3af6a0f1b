package io.omniroute.routing.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import io.omniroute.routing.shaping.ThinkingBudget.Effort;
import io.omniroute.routing.shaping.ThinkingBudget.Mode;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThinkingBudgetTest {
    private static final WireTarget PLAIN = WireTarget.of("m");

    @Test
    void autoTakesEveryWishForThinkingOut() {
        Shaper auto = thinking(Mode.AUTO, 0, Effort.MEDIUM);
        assertThat(Shaped.by(
                        auto,
                        WireFormat.OPENAI_CHAT,
                        PLAIN,
                        chat(",\"reasoning_effort\":\"high\",\"enable_thinking\":true")))
                .isEqualTo(chat(""));
        assertThat(Shaped.by(
                        auto,
                        WireFormat.OPENAI_RESPONSES,
                        PLAIN,
                        "{\"model\":\"m\",\"input\":\"q\",\"reasoning\":{\"effort\":\"low\",\"summary\":\"auto\"}}"))
                .contains("\"summary\":\"auto\"")
                .doesNotContain("effort");
        assertThat(Shaped.by(
                        auto,
                        WireFormat.ANTHROPIC_MESSAGES,
                        PLAIN,
                        claude(9000, ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}")))
                .isEqualTo(claude(9000, ""));
        assertThat(Shaped.by(
                        auto,
                        WireFormat.GEMINI,
                        PLAIN,
                        gemini("{\"temperature\":1.0,\"thinking_config\":{\"thinking_budget\":9}}")))
                .isEqualTo(gemini("{\"temperature\":1.0}"));
    }

    @Test
    void aFixedBudgetIsSaidInTheTermsOfEachFormat() {
        Shaper fixed = thinking(Mode.CUSTOM, 4_096, Effort.MEDIUM);
        assertThat(Shaped.by(fixed, WireFormat.OPENAI_CHAT, PLAIN, chat(",\"reasoning_effort\":\"high\"")))
                .isEqualTo(chat(",\"reasoning_effort\":\"medium\""));
        assertThat(Shaped.by(fixed, WireFormat.OPENAI_RESPONSES, PLAIN, "{\"model\":\"m\",\"input\":\"q\"}"))
                .contains("\"effort\":\"medium\"");
        assertThat(Shaped.by(fixed, WireFormat.ANTHROPIC_MESSAGES, PLAIN, claude(9000, "")))
                .isEqualTo("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4096},"
                        + claude(9000, "").substring(1));
        assertThat(Shaped.by(fixed, WireFormat.GEMINI, PLAIN, gemini("{\"temperature\":1.0,\"odd\":1.50}")))
                .contains("\"thinkingBudget\":4096")
                .contains("\"odd\":1.50");
    }

    @Test
    void claudeThinksAtLeast1024TokensAndKeepsRoomForItsAnswer() {
        assertThat(Shaped.by(
                        thinking(Mode.CUSTOM, 100, Effort.LOW), WireFormat.ANTHROPIC_MESSAGES, PLAIN, claude(9000, "")))
                .contains("\"budget_tokens\":1024")
                .contains("\"max_tokens\":9000");
        assertThat(Shaped.by(
                        thinking(Mode.CUSTOM, 8_000, Effort.LOW),
                        WireFormat.ANTHROPIC_MESSAGES,
                        PLAIN,
                        claude(500, "")))
                .contains("\"budget_tokens\":8000")
                .contains("\"max_tokens\":8500");
        WireTarget small = new WireTarget("m", OptionalInt.of(4_096), true, Set.of());
        assertThat(Shaped.by(
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
            assertThat(Shaped.by(thinking(mode, 2_000, Effort.HIGH), WireFormat.ANTHROPIC_MESSAGES, PLAIN, body))
                    .contains(history);
        }
    }

    /** Anthropic Messages, extended thinking with tool use: the turn of the call must begin with its thoughts, or not think. */
    @Test
    void amidAToolLoopThatBeganWithoutThoughtsNoneAreAskedFor() {
        String call = "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"f\",\"input\":{}}";
        String thought = "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s=\"}";
        Shaper fixed = thinking(Mode.CUSTOM, 4_096, Effort.MEDIUM);
        assertThat(Shaped.by(fixed, WireFormat.ANTHROPIC_MESSAGES, PLAIN, loop("", call)))
                .isEqualTo(loop("", call));
        assertThat(Shaped.by(fixed, WireFormat.ANTHROPIC_MESSAGES, PLAIN, loop(thought + ",", call)))
                .contains("\"budget_tokens\":4096");
        assertThat(Shaped.by(fixed, WireFormat.ANTHROPIC_MESSAGES, PLAIN, loop("", call + "," + thought)))
                .doesNotContain("budget_tokens");
    }

    private static String loop(String before, String call) {
        return "{\"model\":\"m\",\"max_tokens\":9000,\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                + "{\"role\":\"assistant\",\"content\":[" + before + call + "]},{\"role\":\"user\",\"content\":["
                + "{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"r\"}]}],"
                + "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}]}";
    }

    /** The vendor would stop sending the thoughts that the history shows the client to keep. */
    @Test
    void encryptedReasoningIsAskedForAsLongAsTheHistoryHasSome() {
        String body = "{\"model\":\"m\",\"include\":[\"reasoning.encrypted_content\"],\"input\":["
                + "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"gAAA\"},"
                + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"a\"}]},"
                + "{\"type\":\"message\",\"role\":\"user\",\"content\":\"r\"}],\"reasoning\":{\"effort\":\"low\"}}";

        assertThat(Shaped.by(thinking(Mode.AUTO, 0, Effort.MEDIUM), WireFormat.OPENAI_RESPONSES, PLAIN, body))
                .contains("\"include\":[\"reasoning.encrypted_content\"]")
                .doesNotContain("effort");
    }

    @Test
    void aModelThatCannotThinkAndAnAnswerThatIsBegunGetNoBudget() {
        Shaper fixed = thinking(Mode.CUSTOM, 4_096, Effort.MEDIUM);
        WireTarget simple = new WireTarget("m", OptionalInt.empty(), false, Set.of());
        assertThat(Shaped.by(fixed, WireFormat.OPENAI_CHAT, simple, chat(",\"reasoning_effort\":\"high\"")))
                .isEqualTo(chat(""));
        String begun = "{\"model\":\"m\",\"max_tokens\":9000,\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                + "{\"role\":\"assistant\",\"content\":\"It\"}]}";
        assertThat(Shaped.by(fixed, WireFormat.ANTHROPIC_MESSAGES, PLAIN, begun))
                .isEqualTo(begun);
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
}
