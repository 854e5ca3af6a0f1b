package io.omniroute.provider.wire.anthropic.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnthropicRequestWriterTest {
    private static final WireTarget TARGET = WireTarget.of("claude-x");

    private final Losses losses = new Losses();

    @Test
    void minimalRequestGetsMaxTokens() throws IOException {
        assertThat(write(ChatRequest.of("any", List.of(user("hi"))), TARGET)).isEqualTo(json("""
                {"model":"claude-x","messages":[{"role":"user","content":[{"type":"text","text":"hi"}]}],
                 "max_tokens":32000,"stream":false}"""));
    }

    @Test
    void maxTokensStayWithinTheModelsLimit() {
        ChatRequest request = ChatRequest.of("any", List.of(user("hi")));
        assertThat(write(request, limited(8192)).path("max_tokens").asInt()).isEqualTo(8192);
        assertThat(write(request, limited(200_000)).path("max_tokens").asInt()).isEqualTo(64_000);
        assertThat(write(Requests.of(request).maxTokens(9000).build(), limited(8192))
                        .path("max_tokens")
                        .asInt())
                .isEqualTo(8192);
    }

    @Test
    void instructionsOfAnyPlaceBecomeSystemBlocksInOrder() throws IOException {
        JsonNode body = write(
                ChatRequest.of(
                        "any",
                        List.of(
                                Message.text(Message.Role.SYSTEM, "one"),
                                user("hi"),
                                Message.text(Message.Role.DEVELOPER, "two"),
                                Message.text(Message.Role.SYSTEM, " "),
                                user("there"))),
                TARGET);
        assertThat(body.path("system")).isEqualTo(json("""
                [{"type":"text","text":"one"},{"type":"text","text":"two"}]"""));
        assertThat(body.path("messages")).isEqualTo(json("""
                [{"role":"user","content":[{"type":"text","text":"hi"},{"type":"text","text":"there"}]}]"""));
    }

    @Test
    void systemGoesIntoTheFirstUserMessageWhereTheModelIgnoresIt() throws IOException {
        JsonNode body = write(
                ChatRequest.of("any", List.of(Message.text(Message.Role.SYSTEM, "one"), user("hi"))),
                WireTarget.of("glm", Quirk.SYSTEM_IN_USER));
        assertThat(body.has("system")).isFalse();
        assertThat(body.path("messages")).isEqualTo(json("""
                [{"role":"user","content":[{"type":"text","text":"one"},{"type":"text","text":"hi"}]}]"""));
    }

    @Test
    void toolResultsComeFirstInOneUserTurn() throws IOException {
        assertThat(messages(
                        user("go"),
                        assistant(call("a"), new ContentPart.Text("calling"), call("b")),
                        new Message(
                                Message.Role.USER,
                                List.of(new ContentPart.ToolResult("b", List.of(new ContentPart.Text("B")), false))),
                        new Message(
                                Message.Role.USER,
                                List.of(
                                        new ContentPart.Text("and?"),
                                        new ContentPart.ToolResult(
                                                "a",
                                                List.of(
                                                        new ContentPart.Text("A"),
                                                        new ContentPart.Text(" "),
                                                        new ContentPart.Image(
                                                                new MediaSource.Inline("image/png", "QQ=="))),
                                                true)))))
                .isEqualTo(json("""
                [{"role":"user","content":[{"type":"text","text":"go"}]},
                 {"role":"assistant","content":[{"type":"text","text":"calling"},
                   {"type":"tool_use","id":"a","name":"f","input":{}},{"type":"tool_use","id":"b","name":"f","input":{}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"b","content":"B"},
                   {"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"A"},
                     {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QQ=="}}],"is_error":true},
                   {"type":"text","text":"and?"}]}]"""));
    }

    @Test
    void callsWithoutResultGetOneAndOrphansBecomeText() throws IOException {
        assertThat(messages(
                        user("go"),
                        assistant(call("a"), call("b")),
                        results("b", "b", "x"),
                        assistant(new ContentPart.Text("ok"), call("c"))))
                .isEqualTo(json("""
                [{"role":"user","content":[{"type":"text","text":"go"}]},
                 {"role":"assistant","content":[
                   {"type":"tool_use","id":"a","name":"f","input":{}},{"type":"tool_use","id":"b","name":"f","input":{}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"b","content":"result"},
                   {"type":"tool_result","tool_use_id":"a","content":"No result of this call was recorded.","is_error":true},
                   {"type":"text","text":"[Tool result, call x]"},{"type":"text","text":"result"}]},
                 {"role":"assistant","content":[{"type":"text","text":"ok"},{"type":"tool_use","id":"c","name":"f","input":{}}]},
                 {"role":"user","content":[
                   {"type":"tool_result","tool_use_id":"c","content":"No result of this call was recorded.","is_error":true}]}]"""));
    }

    @Test
    void idsThatOccurAgainAreMadeUniqueForCallAndResult() {
        JsonNode messages = messages(
                user("go"),
                assistant(call("call_0")),
                results("call_0"),
                assistant(call("call_0"), call("call_0")),
                results("call_0", "call_0"),
                assistant(call("x:1")),
                results("x:1"));
        assertThat(messages.findValuesAsText("id")).doesNotHaveDuplicates().hasSize(4);
        assertThat(messages.findValuesAsText("tool_use_id")).isEqualTo(messages.findValuesAsText("id"));
        assertThat(messages.findValuesAsText("id")).allMatch(id -> id.matches("[a-zA-Z0-9_-]+"));
    }

    @Test
    void userComesFirstAndEmptyTurnsVanish() throws IOException {
        assertThat(messages(
                        assistant(new ContentPart.Text("hello")), user(" "), assistant(new ContentPart.Text("you \n"))))
                .isEqualTo(json("""
                [{"role":"user","content":[{"type":"text","text":"Continue."}]},
                 {"role":"assistant","content":[{"type":"text","text":"hello"},{"type":"text","text":"you"}]}]"""));
        assertThat(write(ChatRequest.of("any", List.of(Message.text(Message.Role.SYSTEM, "only"))), TARGET)
                        .path("messages"))
                .isEqualTo(json("[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Continue.\"}]}]"));
    }

    @Test
    void newestModelsGetNoPrefill() {
        JsonNode body = write(
                ChatRequest.of("any", List.of(user("hi"), assistant(new ContentPart.Text("The")))),
                WireTarget.of("m", Quirk.ADAPTIVE_THINKING));
        assertThat(body.path("messages").path(2).path("role").asText()).isEqualTo("user");
    }

    @Test
    void onlyAnthropicsSignedThinkingIsSentBackAndItStandsFirst() throws IOException {
        assertThat(messages(
                                user("go"),
                                assistant(
                                        new ContentPart.Text("text"),
                                        ContentPart.Thinking.unsigned("no"),
                                        ContentPart.Thinking.signed("no", ModelFamily.GEMINI, "g"),
                                        ContentPart.Thinking.signed("no", ModelFamily.OPENAI, "o"),
                                        ContentPart.Thinking.signed("yes", ModelFamily.ANTHROPIC, "s"),
                                        new ContentPart.Thinking(
                                                "", ModelFamily.ANTHROPIC, Optional.of("r"), true, Optional.empty())),
                                assistant(ContentPart.Thinking.unsigned("alone")),
                                user("on"))
                        .path(1)
                        .path("content"))
                .isEqualTo(json("""
                [{"type":"thinking","thinking":"yes","signature":"s"},{"type":"redacted_thinking","data":"r"},
                 {"type":"text","text":"text"}]"""));
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void argumentsThatAreNoJsonObjectStillBecomeOne() throws IOException {
        JsonNode content = messages(
                        user("go"),
                        assistant(
                                new ContentPart.ToolCall("a", "f", "{\"x\":"),
                                new ContentPart.ToolCall("b", "my tool", "", false, Optional.empty()),
                                new ContentPart.ToolCall("c", "patch", "*** Begin", true, Optional.empty())),
                        results("a", "b", "c"))
                .path(1)
                .path("content");
        assertThat(content.path(0).path("input")).isEqualTo(json("{\"raw\":\"{\\\"x\\\":\"}"));
        assertThat(content.path(1).path("input")).isEqualTo(json("{}"));
        assertThat(content.path(1).path("name").asText()).matches("my_tool_[0-9a-f]{8}");
        assertThat(content.path(2).path("input")).isEqualTo(json("{\"input\":\"*** Begin\"}"));
    }

    @Test
    void mediaAreCarriedOrReplacedByANote() throws IOException {
        JsonNode content = messages(new Message(
                        Message.Role.USER,
                        List.of(
                                new ContentPart.Image(new MediaSource.Inline("image/jpg", "QQ==")),
                                new ContentPart.Image(MediaSource.ofUrl("https://example.com/a.png")),
                                new ContentPart.Image(new MediaSource.Inline("image/bmp", "QQ==")),
                                new ContentPart.Image(new MediaSource.Stored("file-openai")),
                                new ContentPart.Document(
                                        new MediaSource.Inline("application/pdf", "QQ=="), Optional.of("a.pdf")),
                                new ContentPart.Document(new MediaSource.Inline("text/csv", "YSxi"), Optional.empty()),
                                new ContentPart.Audio(new MediaSource.Inline("audio/wav", "QQ==")))))
                .path(0)
                .path("content");
        assertThat(content).isEqualTo(json("""
                [{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"QQ=="}},
                 {"type":"image","source":{"type":"url","url":"https://example.com/a.png"}},
                 {"type":"text","text":"[image omitted: the model cannot take it]"},
                 {"type":"text","text":"[image omitted: the model cannot take it]"},
                 {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"QQ=="},"title":"a.pdf"},
                 {"type":"document","source":{"type":"text","media_type":"text/plain","data":"a,b"}},
                 {"type":"text","text":"[audio omitted: the model cannot take it]"}]"""));
        assertThat(losses.fields()).containsExactly("image", "audio");
    }

    @Test
    void storedFilesOfAnthropicNeedTheBetaHeader() {
        UpstreamRequest written = new AnthropicUpstreamCodec()
                .writeRequest(
                        ChatRequest.of(
                                "any",
                                List.of(new Message(
                                        Message.Role.USER,
                                        List.of(new ContentPart.Image(new MediaSource.Stored("file_011")))))),
                        TARGET,
                        losses);
        assertThat(written.headers()).isEqualTo(Map.of("anthropic-beta", "files-api-2025-04-14"));
    }

    @Test
    void severalChoicesAreRefused() {
        ChatRequest request = Requests.of(ChatRequest.of("any", List.of(user("hi"))))
                .sampling(Requests.sampling().candidates(2).build())
                .build();
        GatewayException fault = catchThrowableOfType(GatewayException.class, () -> write(request, TARGET));
        assertThat(fault.failure().param()).contains("n");
        assertThat(fault.failure().status()).isEqualTo(400);
    }

    private static WireTarget limited(int maxOutputTokens) {
        return new WireTarget("claude-x", OptionalInt.of(maxOutputTokens), true, Set.of());
    }

    private JsonNode messages(Message... messages) {
        return write(ChatRequest.of("any", List.of(messages)), TARGET).path("messages");
    }

    private JsonNode write(ChatRequest request, WireTarget target) {
        return Requests.body(new AnthropicUpstreamCodec().writeRequest(request, target, losses));
    }

    private static Message user(String text) {
        return Message.text(Message.Role.USER, text);
    }

    private static Message assistant(ContentPart... parts) {
        return new Message(Message.Role.ASSISTANT, List.of(parts));
    }

    private static Message results(String... ids) {
        return new Message(
                Message.Role.USER,
                List.of(ids).stream()
                        .map(id -> (ContentPart)
                                new ContentPart.ToolResult(id, List.of(new ContentPart.Text("result")), false))
                        .toList());
    }

    private static ContentPart call(String id) {
        return new ContentPart.ToolCall(id, "f", "{}");
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }
}
