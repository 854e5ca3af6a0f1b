package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ContentPart.Text;
import io.omniroute.provider.chat.ContentPart.Thinking;
import io.omniroute.provider.chat.ContentPart.ToolCall;
import io.omniroute.provider.chat.ContentPart.ToolResult;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning.Effort;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.WireFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiRequestReaderTest {
    private final GeminiClientCodec codec = new GeminiClientCodec();
    private final Losses losses = new Losses();

    @Test
    void readsEverythingAGeminiClientCanSay() {
        ChatRequest request = fixture("full");

        assertThat(request.model()).isEqualTo("acme/model");
        assertThat(request.messages())
                .containsExactly(
                        Message.text(Role.SYSTEM, "You are terse."),
                        new Message(
                                Role.USER,
                                List.of(
                                        new Text("What is on this picture, and the weather in Köln and Paris?"),
                                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo=")),
                                        new ContentPart.Document(
                                                new MediaSource.Inline("application/pdf", "JVBERi0="),
                                                Optional.of("a.pdf")),
                                        new ContentPart.Audio(new MediaSource.Remote(
                                                URI.create("https://example.org/a.mp3"), Optional.of("audio/mp3"))))),
                        new Message(
                                Role.ASSISTANT,
                                List.of(
                                        Thinking.signed("Two calls.", ModelFamily.GEMINI, "c2lnLXRob3VnaHQ="),
                                        new ToolCall(
                                                "call_1_1",
                                                "weather",
                                                "{\"city\":\"Köln\"}",
                                                false,
                                                Optional.of("c2lnLWNhbGw=")),
                                        new ToolCall("call_1_2", "weather", "{\"city\":\"Paris\"}"))),
                        new Message(
                                Role.USER,
                                List.of(
                                        result("call_1_1", "weather", "rain", false),
                                        result("call_1_2", "weather", "no such city", true),
                                        new Text("And?"))));
        assertThat(request.toolChoice()).contains(new ToolChoice.Named("weather"));
        assertThat(request.sampling().stop()).containsExactly("END");
        assertThat(request.sampling().topK()).hasValue(40);
        assertThat(request.sampling().seed()).hasValue(7);
        assertThat(request.sampling().candidates()).hasValue(2);
        assertThat(request.maxOutputTokens()).hasValue(500);
        assertThat(request.reasoning().orElseThrow().budgetTokens()).hasValue(2048);
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void googlesSchemaBecomesJsonSchema() {
        ChatRequest request = fixture("full");

        Tool.Function weather = (Tool.Function) request.tools().get(0);
        assertThat(weather.parameters())
                .contains(new JsonText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":[\"string\",\"null\"],"
                        + "\"enum\":[\"Köln\",\"Paris\",null]},\"days\":{\"type\":\"array\",\"items\":"
                        + "{\"type\":\"integer\"},\"minItems\":1}},\"required\":[\"city\"]}"));
        assertThat(request.tools().get(2)).isEqualTo(new Tool.WebSearch());
        assertThat(request.output())
                .isEqualTo(new OutputFormat.Schema(
                        "response",
                        Optional.empty(),
                        new JsonText("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\"}}}"),
                        Optional.empty()));
    }

    @Test
    void snakeCaseTwinsAndSingleObjectsInPlaceOfListsAreRead() {
        ChatRequest request = fixture("snake-case");

        assertThat(request.messages().get(0)).isEqualTo(Message.text(Role.SYSTEM, "Be kind."));
        assertThat(request.messages().get(1).content())
                .containsExactly(
                        new Text("Hi"),
                        new ContentPart.Audio(new MediaSource.Inline("audio/wav", "UklGRg==")),
                        new ContentPart.Document(new MediaSource.Stored("files/abc-123"), Optional.empty()));
        assertThat(request.messages().get(3).content())
                .containsExactly(result("c1", "f", "{\"a\":1,\"b\":[2]}", false));
        assertThat(request.tools()).hasSize(1);
        assertThat(request.toolChoice()).contains(new ToolChoice.Auto());
        assertThat(request.maxOutputTokens()).hasValue(10);
        assertThat(request.reasoning().orElseThrow().effort()).contains(Effort.LOW);
        assertThat(losses.fields()).containsExactly("cached_content", "safety_settings");
    }

    @Test
    void geminiCliIsReadAndItsBypassIsNoSignature() {
        ChatRequest request = fixture("gemini-cli");

        assertThat(request.messages().get(4).content())
                .containsExactly(new ToolCall("list_directory-1", "list_directory", "{\"path\":\"/tmp\"}"));
        assertThat(request.reasoning().orElseThrow().adaptive()).isTrue();
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void callsAndResponsesWithoutIdsMeetByNameAndOrder() {
        ChatRequest request = read("{\"contents\":[{\"role\":\"model\",\"parts\":["
                + "{\"functionCall\":{\"name\":\"a\"}},{\"functionCall\":{\"name\":\"b\"}},{\"functionCall\":{\"name\":\"a\"}}]},"
                + "{\"parts\":[{\"functionResponse\":{\"name\":\"b\",\"response\":{\"result\":1}}},"
                + "{\"functionResponse\":{\"name\":\"a\",\"response\":{}}},{\"functionResponse\":{\"name\":\"a\"}},"
                + "{\"functionResponse\":{\"name\":\"a\"}}]}]}");

        assertThat(request.messages().get(1).content())
                .extracting(part -> ((ToolResult) part).callId())
                .containsExactly("call_0_1", "call_0_0", "call_0_2", "call_1_3");
    }

    @Test
    void fragmentsThatAnSdkKeptAreJoinedAgain() {
        String carried = CarriedSignature.encode(ModelFamily.ANTHROPIC, "EqQB+/9=", false, Optional.empty());
        ChatRequest request = read("{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]},"
                + "{\"role\":\"model\",\"parts\":[{\"text\":\"Let me \",\"thought\":true}]},"
                + "{\"role\":\"model\",\"parts\":[{\"text\":\"see\",\"thought\":true},"
                + "{\"text\":\"\",\"thought\":true,\"thoughtSignature\":\"" + carried + "\"}]},"
                + "{\"role\":\"model\",\"parts\":[{\"text\":\"He\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\"llo\"}]},"
                + "{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]}]}");

        assertThat(request.messages().get(1).content())
                .containsExactly(Thinking.signed("Let me see", ModelFamily.ANTHROPIC, "EqQB+/9="), new Text("Hello"));
    }

    @Test
    void aCarriedSignatureSurvivesTheUrlSafeAlphabet() {
        for (String id : new String[] {"", "rs_1"}) {
            Optional<String> reasoning = Optional.of(id).filter(value -> !value.isEmpty());
            String carried = CarriedSignature.encode(ModelFamily.OPENAI, "gAAA~~??>>~ÿ", true, reasoning);
            String python = carried.replace('+', '-').replace('/', '_');
            assertThat(CarriedSignature.decode(python))
                    .isEqualTo(new CarriedSignature(ModelFamily.OPENAI, "gAAA~~??>>~ÿ", true, reasoning));
        }
        assertThat(CarriedSignature.decode("b21uaXJvdXRl!").family()).isEqualTo(ModelFamily.GEMINI);
    }

    @Test
    void whatHasNoPlaceIsNamed() {
        read(
                "{\"contents\":[{\"parts\":[{\"text\":\"x\",\"videoMetadata\":{}},{\"executableCode\":{\"code\":\"1\"}}]}],"
                        + "\"tools\":[{\"codeExecution\":{}}],\"labels\":{\"a\":\"b\"},"
                        + "\"generationConfig\":{\"speechConfig\":{},\"responseModalities\":[\"AUDIO\"]}}");

        assertThat(losses.fields())
                .containsExactlyInAnyOrder(
                        "labels",
                        "generationConfig.speechConfig",
                        "generationConfig.responseModalities",
                        "contents[0].parts[0].videoMetadata",
                        "contents[0].parts[1].executableCode",
                        "tools[0].codeExecution");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"contents\":[{\"parts\":[{\"text\":1}]}]}|contents[0].parts[0].text",
                "{\"contents\":[{\"role\":\"boss\",\"parts\":[{\"text\":\"x\"}]}]}|contents[0].role",
                "{\"contents\":[{\"parts\":[{}]}]}|contents[0].parts[0]",
                "{\"contents\":[{\"parts\":[{\"inline_data\":{\"data\":\"\"}}]}]}|contents[0].parts[0].inline_data.mimeType",
                "{\"contents\":[{\"parts\":[{\"text\":\"\"}]}]}|contents",
                "{\"tools\":[]}|contents",
                "{\"contents\":[{\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]}]}|contents[0].parts[0].functionCall",
                "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"topP\":\"x\"}}|generationConfig.topP",
            })
    void aFaultIsNamedByItsPath(String body, String path) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(GatewayException.class, e -> assertThat(
                        e.failure().param())
                .contains(path));
    }

    @Test
    void aCountRequestMayHoldAWholeRequest() {
        for (String body : new String[] {
            "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}",
            "{\"generateContentRequest\":{\"model\":\"models/m\",\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}}"
        }) {
            ChatRequest request =
                    codec.readCountRequest(body.getBytes(StandardCharsets.UTF_8), Envelope.ofPath("m", false, false));
            assertThat(request.messages()).containsExactly(Message.text(Role.USER, "x"));
        }
        assertThat(GeminiTokenCount.write(31)).asString().isEqualTo("{\"totalTokens\":31}");
    }

    private static ToolResult result(String id, String name, String text, boolean error) {
        return new ToolResult(id, Optional.of(name), List.of(new Text(text)), error, false);
    }

    private ChatRequest fixture(String name) {
        return Stream.of(name)
                .flatMap(wanted -> Fixtures.of(WireFormat.GEMINI, "/" + wanted + ".client.json").stream())
                .map(file ->
                        codec.readRequest(Fixtures.read(file), Envelope.ofPath("acme/model", false, false), losses))
                .findFirst()
                .orElseThrow();
    }

    private ChatRequest read(String body) {
        return codec.readRequest(
                body.getBytes(StandardCharsets.UTF_8), Envelope.ofPath("acme/model", false, false), losses);
    }
}
