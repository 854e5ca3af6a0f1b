package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Reasoning.Effort;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeminiSettingsTest {
    private static final List<Message> HI = List.of(Message.text(Role.USER, "Hi"));
    private static final WireTarget OLD = WireTarget.of("gemini-2.5-flash");
    private static final WireTarget NEW = WireTarget.of("gemini-3-flash-preview", Quirk.THINKING_LEVEL);
    private static final OutputFormat SCHEMA = new OutputFormat.Schema(
            "answer",
            Optional.empty(),
            new JsonText(
                    "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"additionalProperties\":false}"),
            Optional.of(true));

    private final GeminiUpstreamCodec codec = new GeminiUpstreamCodec(new ThoughtSignatures());
    private final Losses losses = new Losses();

    @Test
    void samplingIsWrittenAndWhatGeminiLacksIsNamed() {
        Sampling sampling = new Sampling(
                OptionalDouble.of(2.5),
                OptionalDouble.of(0.9),
                OptionalInt.of(40),
                OptionalLong.of(7),
                OptionalDouble.of(0.5),
                OptionalDouble.of(-3),
                List.of("a", "b", "c", "d", "e", "f", ""),
                OptionalInt.of(2),
                Map.of("1", 1.0),
                true,
                OptionalInt.empty());
        CallerHints hints = new CallerHints(
                Optional.of("u"), Optional.of("k"), Optional.of("flex"), Optional.of("low"), Map.of("a", "b"));
        WireTarget small = new WireTarget("gemini-2.0-flash", OptionalInt.of(8_192), false, Set.of());

        JsonNode body = write(
                small,
                new ChatRequest(
                        "m",
                        true,
                        HI,
                        List.of(),
                        Optional.empty(),
                        Optional.of(false),
                        sampling,
                        OptionalInt.of(100_000),
                        Optional.of(Reasoning.ofEffort(Effort.LOW)),
                        new OutputFormat.PlainText(),
                        hints));

        assertThat(body.path("generationConfig"))
                .hasToString("{\"temperature\":2.0,\"topP\":0.9,\"topK\":40,\"seed\":7,\"candidateCount\":2,"
                        + "\"presencePenalty\":0.5,\"frequencyPenalty\":-2.0,"
                        + "\"stopSequences\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"maxOutputTokens\":8192}");
        assertThat(losses.fields())
                .containsExactlyInAnyOrder(
                        "logit_bias",
                        "logprobs",
                        "stop",
                        "reasoning",
                        "verbosity",
                        "service_tier",
                        "metadata",
                        "parallel_tool_calls");
    }

    static Stream<Arguments> thinking() {
        Reasoning dynamic = new Reasoning(Optional.empty(), OptionalInt.empty(), true, Optional.of(false));
        return Stream.of(
                Arguments.of(
                        "gemini-2.5-flash",
                        Reasoning.ofEffort(Effort.NONE),
                        "{'thinkingBudget':0,'includeThoughts':false}"),
                Arguments.of("gemini-2.5-pro", Reasoning.ofBudget(0), "{'thinkingBudget':128,'includeThoughts':false}"),
                Arguments.of(
                        "gemini-2.5-flash",
                        Reasoning.ofEffort(Effort.MEDIUM),
                        "{'thinkingBudget':8192,'includeThoughts':true}"),
                Arguments.of(
                        "gemini-2.5-flash",
                        Reasoning.ofBudget(99_999),
                        "{'thinkingBudget':24576,'includeThoughts':true}"),
                Arguments.of(
                        "gemini-2.5-flash-lite",
                        Reasoning.ofBudget(5),
                        "{'thinkingBudget':512,'includeThoughts':true}"),
                Arguments.of("gemini-2.5-flash", dynamic, "{'thinkingBudget':-1,'includeThoughts':false}"),
                Arguments.of(
                        "gemini-3-pro",
                        Reasoning.ofEffort(Effort.MINIMAL),
                        "{'thinkingLevel':'LOW','includeThoughts':true}"),
                Arguments.of(
                        "gemini-3-flash",
                        Reasoning.ofEffort(Effort.NONE),
                        "{'thinkingLevel':'MINIMAL','includeThoughts':false}"),
                Arguments.of(
                        "gemini-3-flash",
                        Reasoning.ofBudget(20_000),
                        "{'thinkingLevel':'HIGH','includeThoughts':true}"),
                Arguments.of("gemini-3-flash", dynamic, "{'includeThoughts':false}"));
    }

    @ParameterizedTest
    @MethodSource
    void thinking(String model, Reasoning reasoning, String expected) {
        WireTarget target =
                model.startsWith("gemini-3") ? WireTarget.of(model, Quirk.THINKING_LEVEL) : WireTarget.of(model);

        JsonNode body = write(
                target, request(List.of(), Optional.empty(), Optional.of(reasoning), new OutputFormat.PlainText()));

        assertThat(body.at("/generationConfig/thinkingConfig")).hasToString(expected.replace('\'', '"'));
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(new ToolChoice.Auto(), "{'mode':'AUTO'}"),
                Arguments.of(new ToolChoice.None(), "{'mode':'NONE'}"),
                Arguments.of(new ToolChoice.Required(), "{'mode':'ANY'}"),
                Arguments.of(new ToolChoice.Named("f"), "{'mode':'ANY','allowedFunctionNames':['f']}"),
                Arguments.of(new ToolChoice.Named("web_search"), "{'mode':'AUTO'}"),
                Arguments.of(
                        new ToolChoice.Allowed(List.of("f", "g h"), true),
                        "{'mode':'ANY','allowedFunctionNames':['f','g_h_000186ef']}"),
                Arguments.of(new ToolChoice.Allowed(List.of("f"), false), "{'mode':'AUTO'}"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void toolChoiceBecomesAMode(ToolChoice choice, String expected) {
        JsonNode body = write(
                OLD,
                request(
                        List.of(function("f"), function("g h")),
                        Optional.of(choice),
                        Optional.empty(),
                        new OutputFormat.PlainText()));

        assertThat(body.at("/toolConfig/functionCallingConfig")).hasToString(expected.replace('\'', '"'));
        int declared = choice.equals(new ToolChoice.Allowed(List.of("f"), false)) ? 1 : 2;
        assertThat(body.at("/tools/0/functionDeclarations")).hasSize(declared);
    }

    @Test
    void schemaIsASettingUnlessToolsForbidIt() {
        JsonNode plain = write(OLD, request(List.of(), Optional.empty(), Optional.empty(), SCHEMA));
        assertThat(plain.path("generationConfig"))
                .hasToString("{\"responseMimeType\":\"application/json\",\"responseSchema\":"
                        + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}");

        JsonNode old = write(OLD, request(List.of(function("f")), Optional.empty(), Optional.empty(), SCHEMA));
        assertThat(old.has("generationConfig")).isFalse();
        assertThat(old.at("/systemInstruction/parts/0/text").asText()).contains("JSON Schema", "additionalProperties");

        JsonNode recent = write(NEW, request(List.of(function("f")), Optional.empty(), Optional.empty(), SCHEMA));
        assertThat(recent.at("/generationConfig/responseSchema").isObject()).isTrue();
    }

    @Test
    void searchIsHostedOnlyWhereNoFunctionsAre() {
        JsonNode alone = write(
                OLD,
                request(
                        List.of(new Tool.WebSearch()),
                        Optional.empty(),
                        Optional.empty(),
                        new OutputFormat.PlainText()));
        assertThat(alone.path("tools")).hasToString("[{\"googleSearch\":{}}]");

        JsonNode mixed = write(
                OLD,
                request(
                        List.of(function("f"), new Tool.WebSearch()),
                        Optional.empty(),
                        Optional.empty(),
                        new OutputFormat.PlainText()));
        assertThat(mixed.path("tools")).hasSize(1);
        assertThat(losses.fields()).contains("tools.web_search");
    }

    @Test
    void toolNamesFitAndReturn() {
        String longName = "mcp__" + "x".repeat(80);
        UpstreamRequest sent = codec.writeRequest(
                request(
                        List.of(function("ns.tool:v1-a"), function("1st"), function(longName), function("ü")),
                        Optional.empty(),
                        Optional.empty(),
                        new OutputFormat.PlainText()),
                OLD,
                losses);
        JsonNode declared = Json.vendorObject(sent.body()).at("/tools/0/functionDeclarations");

        assertThat(declared.get(0).path("name").asText()).isEqualTo("ns.tool:v1-a");
        for (JsonNode each : declared) {
            assertThat(each.path("name").asText()).matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");
        }
        assertThat(sent.toolNames().original(declared.get(1).path("name").asText()))
                .isEqualTo("1st");
        assertThat(sent.toolNames().original(declared.get(2).path("name").asText()))
                .isEqualTo(longName);
        assertThat(sent.toolNames().original(declared.get(3).path("name").asText()))
                .isEqualTo("ü");
    }

    @Test
    void customToolsTravelAsFunctionsAndReturnAsCustom() {
        Tool patch = new Tool.Custom("apply patch", Optional.of("Patches"), Optional.empty());
        UpstreamRequest sent = codec.writeRequest(
                request(List.of(patch), Optional.empty(), Optional.empty(), new OutputFormat.PlainText()), OLD, losses);
        String name = Json.vendorObject(sent.body())
                .at("/tools/0/functionDeclarations/0/name")
                .asText();
        String answer = "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"id\":\"c\",\"name\":\"" + name
                + "\",\"args\":{\"input\":\"*** Begin\\n\"}}}]},\"finishReason\":\"STOP\"}]}";

        assertThat(codec.readResponse(answer.getBytes(StandardCharsets.UTF_8), sent))
                .contains(
                        new ChatEvent.ToolCallStarted(0, 0, "c", "apply patch", true, Optional.empty()),
                        new ChatEvent.ToolArguments(0, 0, "*** Begin\n"));
    }

    private static Tool function(String name) {
        return new Tool.Function(name, Optional.of("does it"), Optional.empty(), Optional.empty());
    }

    private static ChatRequest request(
            List<Tool> tools, Optional<ToolChoice> choice, Optional<Reasoning> reasoning, OutputFormat output) {
        return new ChatRequest(
                "m",
                false,
                HI,
                tools,
                choice,
                Optional.empty(),
                Sampling.DEFAULT,
                OptionalInt.empty(),
                reasoning,
                output,
                CallerHints.NONE);
    }

    private JsonNode write(WireTarget target, ChatRequest request) {
        return Json.vendorObject(codec.writeRequest(request, target, losses).body());
    }
}
