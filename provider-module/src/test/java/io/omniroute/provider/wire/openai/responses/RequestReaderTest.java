package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
    private final Losses losses = new Losses();

    @Test
    void settingsAreRead() {
        ChatRequest request = fixture("text");
        assertThat(request.model()).isEqualTo("acme/model");
        assertThat(request.messages())
                .containsExactly(Message.text(Role.SYSTEM, "Be short."), Message.text(Role.USER, "Say hi 👋"));
        assertThat(request.sampling().temperature()).hasValue(0.2);
        assertThat(request.sampling().topP()).hasValue(0.9);
        assertThat(request.maxOutputTokens()).hasValue(64);
        assertThat(request.hints().user()).contains("u-1");
        assertThat(request.hints().metadata()).containsEntry("team", "a");
        assertThat(request.hints().serviceTier()).contains("auto");
        assertThat(losses.fields()).isEmpty();
    }

    @Test
    void everyKindOfMediaIsRead() {
        List<ContentPart> parts = fixture("media").messages().get(0).content();
        assertThat(parts)
                .containsExactly(
                        new ContentPart.Text("What are these?"),
                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo="), Optional.of("low")),
                        new ContentPart.Image(remote("https://example.org/a.png")),
                        new ContentPart.Image(new MediaSource.Stored("file-1")),
                        new ContentPart.Document(
                                new MediaSource.Inline("application/pdf", "JVBERi0="), Optional.of("a.pdf")),
                        new ContentPart.Document(remote("https://example.org/b.pdf"), Optional.empty()),
                        new ContentPart.Document(
                                new MediaSource.Inline("text/plain", "aGk="), Optional.of("notes.txt")),
                        new ContentPart.Audio(new MediaSource.Inline("audio/wav", "UklGRg==")));
    }

    @Test
    void reasoningTextAndCallsOfOneStepAreOneMessage() {
        ChatRequest request = fixture("tools");
        assertThat(request.messages().stream().map(Message::role))
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER, Role.DEVELOPER, Role.USER);
        assertThat(request.messages().get(2).content())
                .containsExactly(
                        new ContentPart.Thinking(
                                "Two calls.",
                                ModelFamily.OPENAI,
                                Optional.of("gAAAAABo=="),
                                false,
                                Optional.of("rs_1")),
                        new ContentPart.Text("One moment."),
                        new ContentPart.ToolCall("call_a", "weather", "{\"city\":\"Wien\"}"),
                        new ContentPart.ToolCall("call_b", "clock", "{}"));
        assertThat(request.messages().get(3).content())
                .containsExactly(
                        new ContentPart.ToolResult("call_a", List.of(new ContentPart.Text("21 °C")), false),
                        new ContentPart.ToolResult(
                                "call_b",
                                List.of(
                                        new ContentPart.Text("noon"),
                                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo="))),
                                false));
        assertThat(request.toolChoice()).contains(new ToolChoice.Allowed(List.of("weather", "clock"), true));
        assertThat(request.parallelToolCalls()).contains(false);
        assertThat(request.reasoning().orElseThrow().effort()).contains(Effort.HIGH);
        assertThat(request.reasoning().orElseThrow().includeThoughts()).contains(true);
        assertThat(losses.fields()).containsExactly("tools[2]");
    }

    @Test
    void codexRequestIsReadWithoutLoss() {
        ChatRequest request = fixture("codex");
        assertThat(losses.fields()).isEmpty();
        assertThat(request.tools().stream().map(Tool::name))
                .containsExactly(
                        "exec_command", "mcp__notes--add_note", "mcp__notes--list_notes", "apply_patch", "web_search");
        assertThat(request.messages().get(3).content())
                .containsExactly(
                        new ContentPart.Thinking(
                                "thinking", ModelFamily.ANTHROPIC, Optional.of("sig=="), false, Optional.empty()),
                        new ContentPart.ToolCall("call_1", "mcp__notes--add_note", "{\"text\":\"hi\"}"));
        assertThat(request.messages().get(5).content())
                .containsExactly(
                        new ContentPart.ToolCall("call_2", "apply_patch", "*** Begin Patch", true, Optional.empty()));
        assertThat(((ContentPart.ToolResult) request.messages().get(6).content().get(0)).custom())
                .isTrue();
    }

    @Test
    void foreignSignaturesFindTheirFamilyAndTheirCall() {
        ChatRequest request = fixture("foreign-signatures");
        assertThat(request.messages().get(1).content())
                .containsExactly(
                        new ContentPart.Thinking(
                                "", ModelFamily.ANTHROPIC, Optional.of("cmVk"), true, Optional.empty()),
                        new ContentPart.ToolCall("call_1", "f", "{}", false, Optional.of("Z2Vt")));
        assertThat(request.messages().get(3).content())
                .containsExactly(
                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo=")),
                        new ContentPart.Refusal("No."));
        assertThat(losses.fields()).containsExactly("input[6]");
    }

    @Test
    void signatureWhoseCallNeverCameStaysInItsTurn() {
        ChatRequest request = read("{\"input\":[{\"role\":\"user\",\"content\":\"a\"},{\"type\":\"reasoning\","
                + "\"summary\":[],\"encrypted_content\":\"omniroute:gemini-call:s\"},"
                + "{\"role\":\"user\",\"content\":\"b\"}]}");
        assertThat(request.messages().get(1).content())
                .containsExactly(ContentPart.Thinking.signed("", ModelFamily.GEMINI, "s"));
    }

    @Test
    void structuredOutputIsFlat() {
        ChatRequest request = fixture("structured");
        OutputFormat.Schema schema = (OutputFormat.Schema) request.output();
        assertThat(schema.name()).isEqualTo("list");
        assertThat(schema.strict()).contains(true);
        assertThat(schema.schema().value()).contains("additionalProperties");
        assertThat(request.hints().verbosity()).contains("low");
        assertThat(request.hints().user()).contains("s-1");
        assertThat(losses.fields()).containsExactlyInAnyOrder("top_logprobs", "max_tool_calls");
    }

    @Test
    void strictIsTheDefaultOnlyWhereTheSchemaIsStrict() {
        ChatRequest request = read("{\"input\":\"a\",\"tools\":["
                + "{\"type\":\"function\",\"name\":\"open\",\"parameters\":{\"type\":\"object\",\"properties\":{}}},"
                + "{\"type\":\"function\",\"name\":\"closed\",\"parameters\":{\"type\":\"object\",\"properties\":"
                + "{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}},"
                + "{\"type\":\"function\",\"name\":\"nested\",\"parameters\":{\"type\":\"object\",\"properties\":"
                + "{\"a\":{\"type\":\"object\"}},\"required\":[\"a\"],\"additionalProperties\":false}}]}");
        assertThat(request.tools().stream().map(tool -> ((Tool.Function) tool).strict()))
                .containsExactly(Optional.empty(), Optional.of(true), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'input':'a','previous_response_id':'resp_1'}|previous_response_id",
                "{'input':'a','conversation':{'id':'conv_1'}}|conversation",
                "{'input':'a','prompt':{'id':'pmpt_1'}}|prompt",
                "{'input':'a','background':true}|background",
                "{'input':[{'type':'item_reference','id':'rs_1'}]}|input[0]",
                "{'input':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}}]}]}|input[0].content[0].type",
                "{'input':[{'role':'user','content':[{'type':'input_image','image_url':{'url':'x'}}]}]}|input[0].content[0].image_url",
                "{'input':[{'role':'user','content':[{'type':'input_image','image_url':'not a url'}]}]}|input[0].content[0].image_url",
                "{'input':[{'role':'tool','content':'x'}]}|input[0].role",
                "{'input':[{'type':'function_call','name':'f','arguments':'{}'}]}|input[0].call_id",
                "{'input':[{'type':'function_call_output','call_id':'a'}]}|input[0].output",
                "{'input':''}|input",
                "{'input':[]}|input",
                "{'input':7}|input",
                "{'input':'a','max_output_tokens':0}|max_output_tokens",
                "{'input':'a','temperature':'hot'}|temperature",
                "{'input':'a','reasoning':{'effort':'huge'}}|reasoning.effort",
                "{'input':'a','text':{'format':{'type':'xml'}}}|text.format.type",
                "{'input':'a','tools':[{'type':'function','name':''}]}|tools[0].name",
                "{'input':'a','tool_choice':'maybe'}|tool_choice",
                "{'input':'a','metadata':{'a':1}}|metadata.a"
            })
    void faultsNameTheirPlace(String body, String path) {
        GatewayException refused = catchThrowableOfType(GatewayException.class, () -> read(body.replace('\'', '"')));
        Failure failure = refused.failure();
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.param()).contains(path);
        assertThat(failure.message()).endsWith(".").doesNotContain("not a url");
    }

    @Test
    void unknownFieldsAreLostAndHarmlessOnesAreNot() {
        read("{\"input\":\"a\",\"store\":true,\"include\":[],\"client_metadata\":{},\"truncation\":\"auto\","
                + "\"stream_options\":{},\"moderation\":{},\"nothing\":null,"
                + "\"tools\":[{\"type\":\"local_shell\"},{\"type\":\"web_search_preview\",\"user_location\":{}},"
                + "{\"type\":\"namespace\",\"name\":\"a--b\",\"tools\":[]}]}");
        assertThat(losses.fields()).containsExactly("moderation", "tools[0]", "tools[1].user_location", "tools[2]");
    }

    @Test
    void flatNamesComeApartAgain() {
        for (String name : List.of("f", "a-b", "a--b", "--", "--a", "-")) {
            assertThat(ToolName.ofFlat(new ToolName(Optional.empty(), name).flat()))
                    .isEqualTo(new ToolName(Optional.empty(), name));
            for (String namespace : List.of("ns", "mcp__x__", "-a")) {
                assertThat(ToolName.ofFlat(new ToolName(Optional.of(namespace), name).flat()))
                        .isEqualTo(new ToolName(Optional.of(namespace), name));
            }
        }
    }

    private ChatRequest fixture(String name) {
        Path file = Fixtures.of(WireFormat.OPENAI_RESPONSES, "/" + name + ".client.json").stream()
                .findFirst()
                .orElseThrow();
        return read(Fixtures.read(file));
    }

    private ChatRequest read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    private ChatRequest read(byte[] body) {
        return new OpenAiResponsesClientCodec().readRequest(body, Envelope.ofPath("acme/model", true, false), losses);
    }

    private static MediaSource remote(String url) {
        return new MediaSource.Remote(URI.create(url), Optional.empty());
    }
}
