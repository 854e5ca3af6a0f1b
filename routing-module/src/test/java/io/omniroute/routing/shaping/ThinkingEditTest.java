package io.omniroute.routing.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import io.omniroute.routing.shaping.ThinkingBudget.Effort;
import io.omniroute.routing.shaping.ThinkingBudget.Mode;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a body of the vendor's own format, what the policy says is all that is said about the budget. */
class ThinkingEditTest {
    private static final WireTarget PLAIN = WireTarget.of("m");
    private static final WireTarget SIMPLE = new WireTarget("m", OptionalInt.empty(), false, Set.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'thinking':{'type':'enabled','budget_tokens':2000,'display':'omitted'}"
                        + "|'thinking':{'type':'adaptive','display':'omitted'},'output_config':{'effort':'medium'}",
                "'thinking':{'type':'disabled'},'output_config':{'effort':'max','task_budget':{'total':9}}"
                        + "|'thinking':{'type':'adaptive'},'output_config':{'effort':'medium','task_budget':{'total':9}}",
            })
    void claudeThatThinksAdaptivelyGetsNoBudgetInTokens(String given, String sent) {
        assertSent(WireFormat.ANTHROPIC_MESSAGES, target(Quirk.ADAPTIVE_THINKING), given, sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'thinking':{'type':'adaptive','display':'summarized'},'output_config':{'effort':'high'}"
                        + "|'thinking':{'type':'enabled','budget_tokens':4096,'display':'summarized'}",
                "'thinking':{'type':'disabled'}|'thinking':{'type':'enabled','budget_tokens':4096}",
            })
    void claudeThatTakesABudgetGetsNoEffort(String given, String sent) {
        assertSent(WireFormat.ANTHROPIC_MESSAGES, PLAIN, given, sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'thinkingConfig':{'thinkingLevel':'HIGH','includeThoughts':true}}"
                        + "|{'thinkingConfig':{'thinkingBudget':4096,'includeThoughts':true}}",
                "{'thinking_config':{'thinking_level':'HIGH','include_thoughts':false,'odd':1}}"
                        + "|{'thinking_config':{'thinkingBudget':4096,'include_thoughts':false,'odd':1}}",
                "{'thinking_config':{'thinking_budget':9}}|{'thinking_config':{'thinking_budget':4096}}",
                "{'topK':3}|{'topK':3,'thinkingConfig':{'thinkingBudget':4096}}",
            })
    void geminiGetsABudgetAndNoLevelBesideIt(String given, String sent) {
        assertSent(WireFormat.GEMINI, PLAIN, "'generationConfig':" + given, "'generationConfig':" + sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'generationConfig':{'thinkingConfig':{'thinkingBudget':-1,'includeThoughts':true}}"
                        + "|'generationConfig':{'thinkingConfig':{'thinkingLevel':'MEDIUM','includeThoughts':true}}",
                "'generation_config':{'thinking_config':{'thinking_budget':9}}"
                        + "|'generation_config':{'thinking_config':{'thinkingLevel':'MEDIUM'}}",
            })
    void newerGeminiGetsALevelAndNoBudgetBesideIt(String given, String sent) {
        assertSent(WireFormat.GEMINI, target(Quirk.THINKING_LEVEL), given, sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'reasoning':{'effort':'high','exclude':true}|'reasoning':{'exclude':true}",
                "'reasoning':{'max_tokens':9,'enabled':true},'include_reasoning':false|'include_reasoning':false",
                "'thinking':{'type':'enabled','budget_tokens':2000}|",
                "'enable_thinking':true,'thinking_budget':9|",
                "'chat_template_kwargs':{'enable_thinking':false,'odd':1}|'chat_template_kwargs':{'odd':1}",
                "'extra_body':{'google':{'thinking_config':{'thinking_level':'low','include_thoughts':true}}}"
                        + "|'extra_body':{'google':{'thinking_config':{'include_thoughts':true}}}",
                "'extra_body':{'google':{'thinking_config':{'thinking_budget':9}}}|",
            })
    void chatGetsAnEffortAndNoneOfTheOtherVendorsWords(String given, String sent) {
        assertSent(
                WireFormat.OPENAI_CHAT, PLAIN, given, "'reasoning_effort':'medium'" + (sent == null ? "" : "," + sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'reasoning':{'effort':'low','summary':'detailed'}|'reasoning':{'effort':'medium','summary':'detailed'}",
                "'reasoning':{'max_tokens':9,'enabled':true}|'reasoning':{'effort':'medium'}",
            })
    void responsesGetAnEffortAndKeepTheirSummary(String given, String sent) {
        assertSent(WireFormat.OPENAI_RESPONSES, PLAIN, given, sent);
    }

    /** Log probabilities and encrypted thoughts were asked for, whatever the budget. */
    @Test
    void whatResponsesShallIncludeIsNotThePolicysBusiness() {
        String include = "'include':['message.output_text.logprobs']";
        JsonNode sent = sent(WireFormat.OPENAI_RESPONSES, PLAIN, include, fixed());
        assertThat(sent.path("include")).isEqualTo(json("{" + include + "}").path("include"));
    }

    @Test
    void whatSaysNothingOfTheBudgetStaysWhereTheModelDecides() {
        Shaper auto = thinking(Mode.AUTO, 0);
        assertThat(sent(
                        WireFormat.GEMINI,
                        PLAIN,
                        "'generationConfig':{'thinkingConfig':{'thinkingLevel':'LOW','includeThoughts':true}}",
                        auto))
                .isEqualTo(body(WireFormat.GEMINI, "'generationConfig':{'thinkingConfig':{'includeThoughts':true}}"));
        assertThat(sent(WireFormat.OPENAI_CHAT, PLAIN, "'reasoning':{'effort':'low','exclude':true}", auto))
                .isEqualTo(body(WireFormat.OPENAI_CHAT, "'reasoning':{'exclude':true}"));
        assertThat(sent(
                        WireFormat.ANTHROPIC_MESSAGES,
                        PLAIN,
                        "'thinking':{'type':'enabled','budget_tokens':2000,'display':'omitted'}",
                        auto))
                .isEqualTo(body(WireFormat.ANTHROPIC_MESSAGES, "'odd':1"));
    }

    /** Gemini refuses a wish for thoughts of a model that has none. */
    @Test
    void aModelThatCannotThinkHearsNothingOfThoughts() {
        assertThat(sent(
                        WireFormat.GEMINI,
                        SIMPLE,
                        "'generationConfig':{'topK':3,'thinking_config':{'thinking_level':'LOW','include_thoughts':true}}",
                        fixed()))
                .isEqualTo(body(WireFormat.GEMINI, "'generationConfig':{'topK':3}"));
    }

    @Test
    void aMemberInBothSpellingsIsRefused() {
        assertThatThrownBy(() -> sent(
                        WireFormat.GEMINI,
                        PLAIN,
                        "'generationConfig':{'thinkingConfig':{'thinkingLevel':'LOW'},'thinking_config':{'thinking_budget':9}}",
                        fixed()))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("thinkingConfig");
    }

    private static void assertSent(WireFormat format, WireTarget target, String given, String expected) {
        assertThat(sent(format, target, given, fixed())).isEqualTo(body(format, expected));
    }

    private static JsonNode sent(WireFormat format, WireTarget target, String given, Shaper shaper) {
        return json(Shaped.by(shaper, format, target, Json.text(body(format, given))));
    }

    private static ObjectNode body(WireFormat format, String members) {
        String asked =
                switch (format) {
                    case OPENAI_CHAT -> "'model':'m','messages':[{'role':'user','content':'q'}]";
                    case OPENAI_RESPONSES -> "'model':'m','input':'q'";
                    case ANTHROPIC_MESSAGES ->
                        "'model':'m','max_tokens':9000,'odd':1,'messages':[{'role':'user','content':'q'}]";
                    case GEMINI -> "'contents':[{'role':'user','parts':[{'text':'q'}]}]";
                };
        return (ObjectNode) json(("{" + asked + "," + members + "}").replace('\'', '"'));
    }

    private static JsonNode json(String text) {
        return Json.parse(new JsonText(text.replace('\'', '"')));
    }

    private static WireTarget target(Quirk quirk) {
        return new WireTarget("m", OptionalInt.empty(), true, Set.of(quirk));
    }

    private static Shaper fixed() {
        return thinking(Mode.CUSTOM, 4_096);
    }

    private static Shaper thinking(Mode mode, int budget) {
        return new Shaper(new ThinkingBudget(mode, budget, Effort.MEDIUM), SystemPrompt.NONE, SystemPrompt.NONE);
    }
}
