package io.omniroute.provider.wire.anthropic.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.ClientCodecContract;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicClientCodecTest implements ClientCodecContract {
    private final AnthropicClientCodec codec = new AnthropicClientCodec();
    private final Losses losses = new Losses();

    @Override
    public ClientCodec codec() {
        return codec;
    }

    @Test
    void readsClaudeCode() throws IOException {
        ChatRequest request = fixture("claude-code");
        assertThat(request.messages()).hasSize(4);
        assertThat(request.messages().get(0).role()).isEqualTo(Message.Role.SYSTEM);
        assertThat(request.messages().get(0).content())
                .hasSize(5)
                .endsWith(new ContentPart.CacheMark(false))
                .first()
                .isEqualTo(new ContentPart.Text(
                        "x-anthropic-billing-header: cc_version=2.1.330.a1b; cc_entrypoint=sdk-cli; cch=00000;"));
        assertThat(request.messages().get(2).content())
                .containsExactly(
                        ContentPart.Thinking.signed(
                                "I should read the file.", ModelFamily.ANTHROPIC, "EqQBCkYIBxgCKkDqPm3kM8S1m0oC=="),
                        new ContentPart.Text("I'll read it."),
                        new ContentPart.ToolCall(
                                "toolu_01JxQ8mYr4bTqCzL2mN9pW3k",
                                "Bash",
                                "{\"command\":\"cat notes.txt\",\"description\":\"Read notes\"}"));
        assertThat(request.messages().get(3).content())
                .containsExactly(
                        new ContentPart.ToolResult(
                                "toolu_01JxQ8mYr4bTqCzL2mN9pW3k", List.of(new ContentPart.Text("buy milk")), false),
                        new ContentPart.CacheMark(false));
        assertThat(request.reasoning().orElseThrow().adaptive()).isTrue();
        assertThat(request.reasoning().orElseThrow().effort()).contains(Reasoning.Effort.HIGH);
        assertThat(request.hints().user().orElseThrow()).contains("session_id");
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void editsThatClearMoreThanThinkingAreALoss() {
        String body = "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
                + "\"context_management\":{\"edits\":[{\"type\":\"clear_thinking_20251015\"}%s]}}";
        read(body.formatted(""));
        assertThat(losses.isEmpty()).isTrue();
        read(body.formatted(",{\"type\":\"clear_tool_uses_20250919\"}"));
        assertThat(losses.fields()).containsExactly("context_management");
    }

    /** As Claude Code's search for tools answers. */
    @Test
    void aFoundToolIsNamed() {
        ChatRequest request = read("""
                {"max_tokens":9,"messages":[{"role":"assistant","content":[
                  {"type":"tool_use","id":"t","name":"ToolSearch","input":{}}]},{"role":"user","content":[
                  {"type":"tool_result","tool_use_id":"t","content":[{"type":"tool_reference","tool_name":"Cron"}]}]}],
                 "tools":[{"name":"Cron","input_schema":{"type":"object"},"defer_loading":true}]}""");
        assertThat(request.messages().get(1).content())
                .containsExactly(
                        new ContentPart.ToolResult("t", List.of(new ContentPart.Text("Tool found: Cron")), false));
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void readsEveryKindOfBlock() throws IOException {
        ChatRequest request = fixture("every-block");
        assertThat(request.messages().get(1).content())
                .containsExactly(
                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo=")),
                        new ContentPart.Image(MediaSource.ofUrl("https://example.com/cat.jpg")),
                        new ContentPart.Image(new MediaSource.Stored("file_011")),
                        new ContentPart.Document(
                                new MediaSource.Inline("application/pdf", "JVBERi0="), Optional.of("report.pdf")),
                        new ContentPart.Document(new MediaSource.PlainText("plain words"), Optional.empty()),
                        new ContentPart.Document(
                                new MediaSource.Remote(
                                        java.net.URI.create("https://example.com/a.pdf"),
                                        Optional.of("application/pdf")),
                                Optional.empty()),
                        new ContentPart.Document(new MediaSource.Stored("file_012"), Optional.empty()),
                        new ContentPart.Document(new MediaSource.PlainText("chunk one"), Optional.empty()),
                        new ContentPart.Image(new MediaSource.Inline("image/gif", "R0lGODlh")),
                        new ContentPart.Document(new MediaSource.PlainText("one chunk"), Optional.empty()),
                        new ContentPart.Text("Knowledge\nhttps://example.com/kb\n\n42"),
                        new ContentPart.Text("What do you see?"));
        assertThat(request.messages().get(2).content())
                .containsExactly(
                        new ContentPart.Thinking(
                                "", ModelFamily.ANTHROPIC, Optional.of("EmwKAhgBEgy3va3pzix"), true, Optional.empty()),
                        ContentPart.Thinking.unsigned("hmm"),
                        ContentPart.Thinking.signed("", ModelFamily.GEMINI, "CpcHAdHtim8="),
                        new ContentPart.Thinking(
                                "summary", ModelFamily.OPENAI, Optional.of("gAAAAABo"), false, Optional.of("rs_68af")),
                        new ContentPart.Text("Cats."),
                        new ContentPart.ToolCall("toolu_1", "look", "{\"at\":\"cat\"}"),
                        new ContentPart.ToolCall("toolu_2", "look", "{}"));
        assertThat(request.messages().get(3).content())
                .containsExactly(
                        new ContentPart.ToolResult(
                                "toolu_1",
                                List.of(
                                        new ContentPart.Text("seen"),
                                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo=")),
                                        new ContentPart.Text("Tool found: x")),
                                false),
                        new ContentPart.ToolResult("toolu_2", List.of(), true),
                        new ContentPart.Text("And now?"));
        assertThat(request.messages().get(4)).isEqualTo(Message.text(Message.Role.SYSTEM, "The user is in a hurry."));
    }

    @Test
    void readsSettingsAndNamesWhatItCannotCarry() throws IOException {
        ChatRequest request = fixture("every-block");
        assertThat(request.maxOutputTokens()).hasValue(1024);
        assertThat(request.sampling().temperature()).hasValue(0.5);
        assertThat(request.sampling().topP()).hasValue(0.9);
        assertThat(request.sampling().topK()).hasValue(40);
        assertThat(request.sampling().stop()).containsExactly("END", "\n\nHuman:");
        assertThat(request.reasoning())
                .contains(new Reasoning(Optional.empty(), java.util.OptionalInt.of(2048), false, Optional.of(false)));
        assertThat(request.output()).isInstanceOf(OutputFormat.Schema.class);
        assertThat(request.toolChoice()).contains(new ToolChoice.Named("look"));
        assertThat(request.parallelToolCalls()).contains(false);
        assertThat(request.hints().serviceTier()).contains("default");
        assertThat(request.tools()).hasSize(2).last().isEqualTo(new Tool.WebSearch());
        assertThat(losses.fields())
                .containsExactlyInAnyOrder(
                        "tools[1].max_uses",
                        "tools[2]",
                        "messages[0].content[3].context",
                        "messages[0].content[3].citations",
                        "messages[1].content[4]",
                        "messages[1].content[5]",
                        "messages[1].content[6].citations");
    }

    @Test
    void toolChoiceThatDemandsALostToolIsDropped() {
        ChatRequest request = read("""
                {"max_tokens":9,"messages":[{"role":"user","content":"x"}],
                 "tools":[{"type":"bash_20250124","name":"bash"}],"tool_choice":{"type":"any"},"speed":"fast"}""");
        assertThat(request.toolChoice()).isEmpty();
        assertThat(losses.fields()).containsExactly("speed", "tools[0]", "tool_choice");
    }

    @Test
    void thinkingDisabledIsOff() {
        ChatRequest request = read("""
                {"max_tokens":9,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"disabled"},
                 "output_config":{"effort":"high"}}""");
        assertThat(request.reasoning().orElseThrow().isOff()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "max_tokens | {'messages':[{'role':'user','content':'x'}]}",
                "max_tokens | {'max_tokens':0,'messages':[{'role':'user','content':'x'}]}",
                "messages | {'max_tokens':9}",
                "messages | {'max_tokens':9,'messages':[]}",
                "messages[0].role | {'max_tokens':9,'messages':[{'role':'tool','content':'x'}]}",
                "messages[0].content | {'max_tokens':9,'messages':[{'role':'user'}]}",
                "messages[0].content[1].text | {'max_tokens':9,'messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'text'}]}]}",
                "messages[0].content[0] | {'max_tokens':9,'messages':[{'role':'user','content':[{'type':'tool_use','id':'a','name':'b','input':{}}]}]}",
                "messages[0].content[0].source.url | {'max_tokens':9,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'url','url':'no url'}}]}]}",
                "temperature | {'max_tokens':9,'temperature':1.5,'messages':[{'role':'user','content':'x'}]}",
                "thinking.budget_tokens | {'max_tokens':9,'thinking':{'type':'enabled','budget_tokens':100},'messages':[{'role':'user','content':'x'}]}",
                "tools[0].input_schema | {'max_tokens':9,'tools':[{'name':'f'}],'messages':[{'role':'user','content':'x'}]}",
                "tool_choice.type | {'max_tokens':9,'tool_choice':{'type':'required'},'messages':[{'role':'user','content':'x'}]}",
                "output_config.effort | {'max_tokens':9,'output_config':{'effort':'huge'},'messages':[{'role':'user','content':'x'}]}"
            })
    void faultsNameTheirPlace(String path, String body) {
        GatewayException fault = catchThrowableOfType(GatewayException.class, () -> read(body.replace('\'', '"')));
        assertThat(fault.failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
        assertThat(fault.failure().param()).contains(path);
    }

    @Test
    void countRequestNeedsNoMaxTokens() {
        ChatRequest request = codec.readCountRequest(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        .getBytes(StandardCharsets.UTF_8),
                ENVELOPE);
        assertThat(request.maxOutputTokens()).isEmpty();
        assertThat(new String(AnthropicTokenCount.write(14), StandardCharsets.UTF_8))
                .isEqualTo("{\"input_tokens\":14}");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, invalid_request_error",
        "UNAUTHENTICATED, 401, authentication_error",
        "UPSTREAM_QUOTA, 402, billing_error",
        "FORBIDDEN, 403, permission_error",
        "NOT_FOUND, 404, not_found_error",
        "UPSTREAM_REJECTED, 422, invalid_request_error",
        "TOO_LARGE, 413, request_too_large",
        "RATE_LIMITED, 429, rate_limit_error",
        "UPSTREAM_ERROR, 500, api_error",
        "OVERLOADED, 503, overloaded_error",
        "UPSTREAM_TIMEOUT, 504, timeout_error",
        "OVERLOADED, 529, overloaded_error"
    })
    void errorsHaveAnthropicsShape(FailureKind kind, int status, String type) throws IOException {
        Failure failure = new Failure(kind, status, "no", Optional.empty(), Optional.empty(), Optional.empty());
        JsonNode body = Json.MAPPER.readTree(codec.writeError(failure, "req_1"));
        assertThat(body)
                .isEqualTo(Json.MAPPER.readTree("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                        + "\",\"message\":\"no\"},\"request_id\":\"req_1\"}"));
    }

    private ChatRequest read(String body) {
        return codec.readRequest(body.getBytes(StandardCharsets.UTF_8), ENVELOPE, losses);
    }

    private ChatRequest fixture(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/wire/anthropic-messages/" + name + ".client.json")) {
            return codec.readRequest(in.readAllBytes(), Envelope.ofPath("acme/model", false, false), losses);
        }
    }
}
