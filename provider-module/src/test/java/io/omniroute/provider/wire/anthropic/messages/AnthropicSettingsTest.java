package io.omniroute.provider.wire.anthropic.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnthropicSettingsTest {
    private static final WireTarget TARGET = WireTarget.of("claude-x");
    private static final ChatRequest PLAIN = ChatRequest.of("any", List.of(Message.text(Message.Role.USER, "hi")));

    private final Losses losses = new Losses();

    @Test
    void temperatureIsClampedAndForeignSamplingIsLost() throws IOException {
        JsonNode body = write(Requests.of(PLAIN)
                .sampling(Requests.sampling()
                        .temperature(1.7)
                        .topP(0.5)
                        .topK(3)
                        .seed(1)
                        .stop("END", " ", "\n")
                        .build()));
        assertThat(body.path("temperature").asDouble()).isEqualTo(1);
        assertThat(body.has("top_p")).isFalse();
        assertThat(body.path("top_k").asInt()).isEqualTo(3);
        assertThat(body.path("stop_sequences")).isEqualTo(json("[\"END\"]"));
        assertThat(losses.fields())
                .containsExactly("top_p", "seed", "frequency_penalty", "logit_bias", "logprobs", "top_logprobs");
    }

    @Test
    void effortBecomesABudgetThatFitsBelowMaxTokens() throws IOException {
        JsonNode body = write(Requests.of(PLAIN)
                .maxTokens(1000)
                .reasoning(Reasoning.ofEffort(Reasoning.Effort.MEDIUM))
                .sampling(Requests.sampling().temperature(0.2).topP(0.5).topK(3).build()));
        assertThat(body.path("thinking")).isEqualTo(json("{\"type\":\"enabled\",\"budget_tokens\":8192}"));
        assertThat(body.path("max_tokens").asInt()).isEqualTo(9192);
        assertThat(body.has("temperature") || body.has("top_k")).isFalse();
        assertThat(body.path("top_p").asDouble()).isEqualTo(0.95);
        assertThat(losses.fields()).startsWith("temperature", "top_k");
    }

    @Test
    void budgetShrinksUnderTheModelsLimitAndThinkingGivesWayToTinyOnes() {
        Requests request = Requests.of(PLAIN).reasoning(Reasoning.ofBudget(30_000));
        JsonNode body = write(request, new WireTarget("m", OptionalInt.of(8_000), true, Set.of()));
        assertThat(body.path("max_tokens").asInt()).isEqualTo(8_000);
        assertThat(body.path("thinking").path("budget_tokens").asInt()).isEqualTo(4_000);
        JsonNode tiny = write(request, new WireTarget("m", OptionalInt.of(1_000), true, Set.of()));
        assertThat(tiny.has("thinking")).isFalse();
        assertThat(losses.fields()).containsExactly("reasoning");
    }

    @Test
    void xhighStaysWithinWhatUnknownModelsTake() {
        JsonNode body = write(Requests.of(PLAIN).reasoning(Reasoning.ofEffort(Reasoning.Effort.XHIGH)));
        assertThat(body.path("max_tokens").asInt()).isEqualTo(64_000);
        assertThat(body.path("thinking").path("budget_tokens").asInt()).isEqualTo(32_768);
    }

    @Test
    void adaptiveModelsGetAnEffort() throws IOException {
        WireTarget adaptive = WireTarget.of("m", Quirk.ADAPTIVE_THINKING, Quirk.NO_SAMPLING);
        JsonNode body = write(
                Requests.of(PLAIN)
                        .reasoning(new Reasoning(Optional.empty(), OptionalInt.of(20_000), false, Optional.of(true)))
                        .sampling(Requests.sampling().temperature(1).build()),
                adaptive);
        assertThat(body.path("thinking")).isEqualTo(json("{\"type\":\"adaptive\",\"display\":\"summarized\"}"));
        assertThat(body.path("output_config")).isEqualTo(json("{\"effort\":\"high\"}"));
        assertThat(body.has("temperature")).isFalse();
        JsonNode free = write(
                Requests.of(PLAIN)
                        .reasoning(new Reasoning(Optional.empty(), OptionalInt.empty(), true, Optional.empty())),
                adaptive);
        assertThat(free.path("thinking")).isEqualTo(json("{\"type\":\"adaptive\"}"));
        assertThat(free.has("output_config")).isFalse();
    }

    @Test
    void thinkingIsSwitchedOffOrLeftOut() throws IOException {
        assertThat(write(Requests.of(PLAIN).reasoning(Reasoning.ofEffort(Reasoning.Effort.NONE)))
                        .path("thinking"))
                .isEqualTo(json("{\"type\":\"disabled\"}"));
        JsonNode body = write(
                Requests.of(PLAIN).reasoning(Reasoning.ofEffort(Reasoning.Effort.LOW)),
                new WireTarget("m", OptionalInt.empty(), false, Set.of()));
        assertThat(body.has("thinking")).isFalse();
        assertThat(losses.fields()).containsExactly("reasoning");
    }

    @Test
    void toolLoopBegunElsewhereGoesOnWithoutThinking() {
        assertThat(write(Requests.of(loop()).reasoning(Reasoning.ofEffort(Reasoning.Effort.LOW)))
                        .has("thinking"))
                .isFalse();
        assertThat(losses.fields()).containsExactly("reasoning");
        ChatRequest signed = loop(ContentPart.Thinking.signed("t", ModelFamily.ANTHROPIC, "s"));
        assertThat(write(Requests.of(signed).reasoning(Reasoning.ofEffort(Reasoning.Effort.LOW)))
                        .path("thinking")
                        .path("type")
                        .asText())
                .isEqualTo("enabled");
    }

    @Test
    void toolsAreWrittenWithTheSchemasAnthropicTakes() throws IOException {
        Requests request = Requests.of(PLAIN)
                .tools(
                        function("none", "{}", false),
                        function("none", "{}", false),
                        function(
                                "alternatives",
                                "{\"anyOf\":[{\"properties\":{\"a\":{}},\"required\":[\"a\"]},{\"properties\":{\"b\":{}}}]}",
                                true),
                        new Tool.Custom(
                                "patch", Optional.of("Patch it"), Optional.of(new JsonText("{\"type\":\"text\"}"))),
                        new Tool.WebSearch());
        assertThat(write(request).path("tools")).isEqualTo(json("""
                [{"name":"none","description":"d","input_schema":{"type":"object","properties":{}}},
                 {"name":"alternatives","description":"d","input_schema":{"type":"object","properties":{"a":{},"b":{}}}},
                 {"name":"patch","description":"Patch it\\nThe input must follow this format: {\\"type\\":\\"text\\"}",
                  "input_schema":{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}},
                 {"type":"web_search_20250305","name":"web_search"}]"""));
        assertThat(losses.fields()).containsExactly("tools[2].strict");
    }

    @Test
    void toolChoiceKnowsEveryWord() throws IOException {
        assertThat(choice(new ToolChoice.Auto())).isEqualTo(json("{\"type\":\"auto\"}"));
        assertThat(choice(new ToolChoice.None())).isEqualTo(json("{\"type\":\"none\"}"));
        assertThat(choice(new ToolChoice.Required())).isEqualTo(json("{\"type\":\"any\"}"));
        assertThat(choice(new ToolChoice.Named("f"))).isEqualTo(json("{\"type\":\"tool\",\"name\":\"f\"}"));
        Requests tools = Requests.of(PLAIN).tools(function("f", "{}", false), function("g", "{}", false));
        JsonNode allowed = write(tools.choice(new ToolChoice.Allowed(List.of("g"), true)));
        assertThat(allowed.path("tools").findValuesAsText("name")).containsExactly("g");
        assertThat(allowed.path("tool_choice")).isEqualTo(json("{\"type\":\"any\"}"));
        JsonNode single =
                write(Requests.of(PLAIN).tools(function("f", "{}", false)).parallel(false));
        assertThat(single.path("tool_choice"))
                .isEqualTo(json("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"));
        JsonNode thinking =
                write(tools.choice(new ToolChoice.Named("f")).reasoning(Reasoning.ofEffort(Reasoning.Effort.LOW)));
        assertThat(thinking.path("tool_choice")).isEqualTo(json("{\"type\":\"auto\"}"));
        assertThat(losses.fields()).containsExactly("tool_choice");
    }

    @Test
    void toolsOfTheConversationStayDefined() throws IOException {
        JsonNode body = write(Requests.of(loop()).choice(new ToolChoice.Required()));
        assertThat(body.path("tools"))
                .isEqualTo(json("[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]"));
        assertThat(body.path("tool_choice")).isEqualTo(json("{\"type\":\"none\"}"));
    }

    @Test
    void schemaIsAParameterWhereThereIsOneAndElseAnInstruction() throws IOException {
        Requests request = Requests.of(PLAIN)
                .output(new OutputFormat.Schema(
                        "person",
                        Optional.empty(),
                        new JsonText(
                                "{\"type\":\"object\",\"properties\":{\"minimum\":{\"type\":\"integer\",\"minimum\":3},"
                                        + "\"list\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":[\"object\",\"null\"]}}}}"),
                        Optional.of(true)));
        assertThat(write(request, WireTarget.of("m", Quirk.STRUCTURED_OUTPUT)).path("output_config"))
                .isEqualTo(json("""
                {"format":{"type":"json_schema","schema":{"type":"object","properties":{
                  "minimum":{"type":"integer","description":"{minimum: 3}"},
                  "list":{"type":"array","minItems":1,"items":{"type":["object","null"],"additionalProperties":false}}},
                  "additionalProperties":false}}}"""));
        JsonNode instructed = write(request);
        assertThat(instructed.has("output_config")).isFalse();
        assertThat(instructed.path("system").path(0).path("text").asText()).contains("JSON Schema", "\"minimum\":3");
        assertThat(write(Requests.of(PLAIN).output(new OutputFormat.Json()))
                        .path("system")
                        .path(0)
                        .path("text")
                        .asText())
                .contains("JSON object");
    }

    @Test
    void onlyOpaqueUsersAreNamed() {
        assertThat(write(Requests.of(PLAIN).hints(hints("u-1", "default")))
                        .path("metadata")
                        .path("user_id")
                        .asText())
                .isEqualTo("u-1");
        JsonNode body = write(Requests.of(PLAIN).hints(hints("someone@example.com", "priority")));
        assertThat(body.has("metadata") || body.has("service_tier")).isFalse();
        assertThat(losses.fields()).containsExactly("verbosity", "metadata", "user", "service_tier");
    }

    private static CallerHints hints(String user, String tier) {
        return new CallerHints(
                Optional.of(user), Optional.of("key"), Optional.of(tier), Optional.of("low"), Map.of("a", "b"));
    }

    private static ChatRequest loop(ContentPart... before) {
        List<ContentPart> parts = new java.util.ArrayList<>(List.of(before));
        parts.add(new ContentPart.ToolCall("a", "f", "{}"));
        return ChatRequest.of(
                "any",
                List.of(
                        Message.text(Message.Role.USER, "hi"),
                        new Message(Message.Role.ASSISTANT, parts),
                        new Message(Message.Role.USER, List.of(new ContentPart.ToolResult("a", List.of(), false)))));
    }

    private static Tool function(String name, String schema, boolean strict) {
        return new Tool.Function(name, Optional.of("d"), Optional.of(new JsonText(schema)), Optional.of(strict));
    }

    private JsonNode choice(ToolChoice choice) {
        return write(Requests.of(PLAIN).tools(function("f", "{}", false)).choice(choice))
                .path("tool_choice");
    }

    private JsonNode write(Requests request) {
        return write(request, TARGET);
    }

    private JsonNode write(Requests request, WireTarget target) {
        return Requests.body(new AnthropicUpstreamCodec().writeRequest(request.build(), target, losses));
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }
}
