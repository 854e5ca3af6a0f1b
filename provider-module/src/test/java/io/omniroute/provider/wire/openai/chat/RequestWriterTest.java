package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestWriterTest {
    private static final Quirk[] OPENAI = {Quirk.DEVELOPER_ROLE, Quirk.MAX_COMPLETION_TOKENS, Quirk.STRUCTURED_OUTPUT};

    private final Losses losses = new Losses();

    @Test
    void writesAPlainStreamedRequestAndNothingElse() {
        ChatRequest request = client("{'messages':[{'role':'user','content':'Hi'}],'temperature':0.5}", true);
        assertThat(json(write(request)))
                .hasToString(
                        "{'model':'vendor/m','messages':[{'role':'user','content':'Hi'}],'temperature':0.5,'stream':true,'stream_options':{'include_usage':true}}"
                                .replace('\'', '"'));
    }

    @Test
    void openAiGetsItsOwnFields() {
        JsonNode body = json(write(
                client(
                        "{'messages':[{'role':'developer','content':'D'},{'role':'user','content':'Hi'}],"
                                + "'max_tokens':10,'reasoning_effort':'xhigh','verbosity':'low','service_tier':'flex',"
                                + "'prompt_cache_key':'k','user':'u','metadata':{'a':'b'},'n':2,'seed':3,'top_k':5,"
                                + "'response_format':{'type':'json_schema','json_schema':{'name':'a b','strict':true,"
                                + "'schema':{'type':'object'}}}}",
                        false),
                OPENAI));
        assertThat(body.at("/messages/0/role").asText()).isEqualTo("developer");
        assertThat(body.get("max_completion_tokens").asInt()).isEqualTo(10);
        assertThat(body.has("max_tokens")).isFalse();
        assertThat(body.get("reasoning_effort").asText()).isEqualTo("xhigh");
        assertThat(body.get("verbosity").asText()).isEqualTo("low");
        assertThat(body.get("service_tier").asText()).isEqualTo("flex");
        assertThat(body.at("/response_format/json_schema/name").asText()).matches("[A-Za-z0-9_-]+");
        assertThat(body.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        assertThat(body.has("stream")).isFalse();
        assertThat(losses.fields()).containsExactlyInAnyOrder("top_k", "metadata");
    }

    @Test
    void aLongUserIdIsShortened() {
        String long65 = "u".repeat(65);
        JsonNode body = json(
                write(client("{'messages':[{'role':'user','content':'Hi'}],'user':'" + long65 + "'}", false), OPENAI));
        assertThat(body.get("user").asText()).matches("[0-9a-f]{64}");
        assertThat(losses.fields()).isEmpty();

        String fits = "u".repeat(64);
        body = json(
                write(client("{'messages':[{'role':'user','content':'Hi'}],'user':'" + fits + "'}", false), OPENAI));
        assertThat(body.get("user").asText()).isEqualTo(fits);
    }

    @Test
    void othersGetWhatTheyUnderstand() {
        JsonNode body = json(write(client(
                "{'messages':[{'role':'developer','content':'D'},{'role':'user','content':'Hi'}],"
                        + "'max_completion_tokens':10,'reasoning_effort':'xhigh','verbosity':'low',"
                        + "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object'}}}}",
                false)));
        assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(body.at("/messages/1/content").asText()).contains("JSON Schema", "{\"type\":\"object\"}");
        assertThat(body.get("max_tokens").asInt()).isEqualTo(10);
        assertThat(body.get("reasoning_effort").asText()).isEqualTo("high");
        assertThat(body.at("/response_format/type").asText()).isEqualTo("json_object");
        assertThat(losses.fields()).containsExactly("verbosity");
    }

    @Test
    void reasoningModelsAreNotToldHowToSample() {
        JsonNode body = json(write(
                client(
                        "{'messages':[{'role':'user','content':'Hi'}],'temperature':1,'top_p':0.5,"
                                + "'presence_penalty':1,'frequency_penalty':1,'stop':'x'}",
                        false),
                Quirk.NO_SAMPLING));
        assertThat(body.fieldNames()).toIterable().containsExactly("model", "messages", "stop");
        assertThat(losses.fields()).containsExactly("temperature", "top_p", "presence_penalty", "frequency_penalty");
    }

    @Test
    void maxTokensStayWithinTheModel() {
        ChatRequest request = client("{'messages':[{'role':'user','content':'Hi'}],'max_tokens':99999}", false);
        WireTarget target = new WireTarget("m", OptionalInt.of(4096), false, Set.of());
        JsonNode body = json(new OpenAiChatUpstreamCodec().writeRequest(request, target, losses));
        assertThat(body.get("max_tokens").asInt()).isEqualTo(4096);
    }

    @Test
    void everyCallIsAnsweredRightBehindItInOrder() {
        ChatRequest request = ChatRequest.of(
                "m",
                List.of(
                        Message.text(Role.USER, "Go"),
                        new Message(Role.ASSISTANT, List.of(call("a"))),
                        new Message(Role.ASSISTANT, List.of(call("b"), call("c"))),
                        Message.text(Role.SYSTEM, "Mind the gap."),
                        new Message(
                                Role.USER,
                                List.of(
                                        result("b", "B"),
                                        new ContentPart.Text("And?"),
                                        result("zz", "lost"),
                                        new ContentPart.ToolResult(
                                                "a", List.of(new ContentPart.Text("broke")), true)))));
        JsonNode messages = json(write(request)).get("messages");
        assertThat(messages)
                .map(RequestWriterTest::brief)
                .containsExactly(
                        "user Go",
                        "assistant [a, b, c]",
                        "tool a [tool error] broke",
                        "tool b B",
                        "tool c ",
                        "system Mind the gap.",
                        "user And?\nResult of tool call zz:\nlost");
        assertThat(messages.get(1).has("content")).isFalse();
    }

    @Test
    void idsThatComeAgainBelongToTheirOwnTurn() {
        ChatRequest request = ChatRequest.of(
                "m",
                List.of(
                        new Message(Role.ASSISTANT, List.of(call("a"))),
                        new Message(Role.USER, List.of(result("a", "1"))),
                        new Message(Role.ASSISTANT, List.of(call("a"))),
                        new Message(Role.USER, List.of(result("a", "2")))));
        assertThat(json(write(request)).get("messages"))
                .map(RequestWriterTest::brief)
                .containsExactly("assistant [a]", "tool a 1", "assistant [a]", "tool a 2");
    }

    @Test
    void picturesOfToolsFollowAsUserMessage() {
        ContentPart picture = new ContentPart.Image(new MediaSource.Inline("image/png", "AA=="));
        ChatRequest request = ChatRequest.of(
                "m",
                List.of(
                        new Message(Role.ASSISTANT, List.of(call("a"), call("b"))),
                        new Message(
                                Role.USER,
                                List.of(
                                        new ContentPart.ToolResult("a", List.of(picture), false),
                                        result("b", "B"),
                                        new ContentPart.Text("See?")))));
        JsonNode messages = json(write(request)).get("messages");
        assertThat(messages)
                .map(m -> m.get("role").asText())
                .containsExactly("assistant", "tool", "tool", "user", "user");
        assertThat(messages.at("/3/content/1/image_url/url").asText()).isEqualTo("data:image/png;base64,AA==");
        assertThat(messages.at("/4/content").asText()).isEqualTo("See?");
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void systemTextMovesIntoTheFirstUserMessageAndPicturesStay() {
        ChatRequest request = client(
                "{'messages':[{'role':'system','content':'One.'},{'role':'user','content':[{'type':'text','text':'Hi'},"
                        + "{'type':'image_url','image_url':{'url':'https://e.x/a.png','detail':'low'}}]},"
                        + "{'role':'developer','content':'Two.'}]}",
                false);
        JsonNode messages = json(write(request, Quirk.SYSTEM_IN_USER)).get("messages");
        assertThat(messages).hasSize(1);
        assertThat(messages.at("/0/role").asText()).isEqualTo("user");
        assertThat(messages.at("/0/content/0/text").asText()).contains("[System instructions]", "One.\n\nTwo.");
        assertThat(messages.at("/0/content/2/image_url").toString())
                .isEqualTo("{\"url\":\"https://e.x/a.png\",\"detail\":\"low\"}");
    }

    @Test
    void systemInTheMiddleKeepsItsPlace() {
        ChatRequest request = client(
                "{'messages':[{'role':'user','content':'A'},{'role':'system','content':'S'},{'role':'user','content':'B'}]}",
                false);
        assertThat(json(write(request)).get("messages"))
                .map(RequestWriterTest::brief)
                .containsExactly("user A", "system S", "user B");
    }

    @Test
    void thoughtsGoOnlyToVendorsThatTakeThem() {
        ChatRequest request = ChatRequest.of(
                "m",
                List.of(
                        Message.text(Role.USER, "Go"),
                        new Message(
                                Role.ASSISTANT,
                                List.of(
                                        ContentPart.Thinking.signed("hm", ModelFamily.ANTHROPIC, "sig"),
                                        new ContentPart.Text("Hi"))),
                        new Message(Role.ASSISTANT, List.of(ContentPart.Thinking.unsigned("only"))),
                        Message.text(Role.USER, "More")));
        assertThat(json(write(request)).toString()).doesNotContain("reasoning", "sig", "hm", "only");
        JsonNode body = json(write(request, Quirk.REASONING_CONTENT));
        assertThat(body.at("/messages/1/reasoning_content").asText()).isEqualTo("hmonly");
        assertThat(body.toString()).doesNotContain("sig");
    }

    @Test
    void idsFitTheVendorStably() {
        String odd = "call|with/odd chars and more than forty characters in it";
        ChatRequest request = ChatRequest.of(
                "m",
                List.of(
                        new Message(Role.ASSISTANT, List.of(call(odd), call("toolu_ok-1"))),
                        new Message(Role.USER, List.of(result(odd, "1"), result("toolu_ok-1", "2")))));
        JsonNode plain = json(write(request)).get("messages");
        assertThat(plain.at("/0/tool_calls/0/id").asText()).matches("[a-zA-Z0-9_-]{1,40}");
        assertThat(plain.at("/1/tool_call_id")).isEqualTo(plain.at("/0/tool_calls/0/id"));
        assertThat(plain.at("/0/tool_calls/1/id").asText()).isEqualTo("toolu_ok-1");
        JsonNode nine = json(write(request, Quirk.NINE_CHARACTER_TOOL_IDS)).get("messages");
        assertThat(nine.at("/0/tool_calls/1/id").asText()).matches("[a-zA-Z0-9]{9}");
        assertThat(nine.at("/2/tool_call_id")).isEqualTo(nine.at("/0/tool_calls/1/id"));
    }

    @Test
    void argumentsAreAlwaysAnObject() {
        ChatRequest request = ChatRequest.of(
                "m",
                List.of(new Message(
                        Role.ASSISTANT,
                        List.of(
                                new ContentPart.ToolCall("a", "f", ""),
                                new ContentPart.ToolCall("b", "f", "{\"broken"),
                                new ContentPart.ToolCall("c", "f", "{ \"kept\" : 1.0 }")))));
        assertThat(json(write(request)).at("/messages/0/tool_calls"))
                .map(call -> call.at("/function/arguments").asText())
                .containsExactly("{}", "{\"raw\":\"{\\\"broken\"}", "{ \"kept\" : 1.0 }");
    }

    @Test
    void toolsAreWrittenAsOpenAiWantsThem() {
        ChatRequest request = withTools(new ToolChoice.Allowed(List.of("my.tool", "shell"), true));
        JsonNode body = json(write(request, OPENAI));
        assertThat(body.at("/tools/0/function/name").asText()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(body.at("/tools/0/function/parameters").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
        assertThat(body.at("/tools/0/function/strict").asBoolean()).isTrue();
        assertThat(body.at("/tools/1").toString())
                .isEqualTo("{\"type\":\"custom\",\"custom\":{\"name\":\"shell\",\"format\":{\"type\":\"grammar\","
                        + "\"grammar\":{\"syntax\":\"lark\",\"definition\":\"start: /x/\"}}}}");
        assertThat(body.at("/tool_choice/allowed_tools/tools/0/function/name"))
                .isEqualTo(body.at("/tools/0/function/name"));
        assertThat(body.at("/tool_choice/allowed_tools/tools/1/custom/name").asText())
                .isEqualTo("shell");
        assertThat(losses.fields()).containsExactly("web_search");
    }

    @Test
    void customToolsBecomeFunctionsElsewhere() {
        UpstreamRequest sent = write(withTools(new ToolChoice.Allowed(List.of("shell"), false)));
        JsonNode body = json(sent);
        assertThat(body.get("tools")).hasSize(1);
        assertThat(body.at("/tools/0/function/parameters/required/0").asText()).isEqualTo("input");
        assertThat(body.at("/tools/0/function/parameters/properties/input/description")
                        .asText())
                .contains("start: /x/");
        assertThat(body.get("tool_choice").asText()).isEqualTo("auto");
        assertThat(sent.toolNames().isCustom("shell")).isTrue();
    }

    @Test
    void choiceWithoutToolsIsNotSent() {
        ChatRequest request = client(
                "{'messages':[{'role':'user','content':'Hi'}],'tool_choice':'none','parallel_tool_calls':true}", false);
        assertThat(json(write(request)).fieldNames()).toIterable().containsExactly("model", "messages");
    }

    @Test
    void choiceNoneStaysNone() {
        assertThat(json(write(withTools(new ToolChoice.None())))
                        .get("tool_choice")
                        .asText())
                .isEqualTo("none");
    }

    @Test
    void filesAndSounds() {
        ChatRequest request = ChatRequest.of(
                "m",
                List.of(new Message(
                        Role.USER,
                        List.of(
                                new ContentPart.Document(
                                        new MediaSource.Inline("application/pdf", "JVBERi0="), Optional.empty()),
                                new ContentPart.Document(
                                        new MediaSource.Inline("text/plain", "SGk="), Optional.of("a.txt")),
                                new ContentPart.Audio(new MediaSource.Inline("audio/mpeg", "AA==")),
                                new ContentPart.Audio(new MediaSource.Inline("audio/ogg", "AA==")),
                                new ContentPart.Document(MediaSource.ofUrl("https://e.x/a.pdf"), Optional.empty())))));
        JsonNode content = json(write(request)).at("/messages/0/content");
        assertThat(content.toString())
                .isEqualTo("[{\"type\":\"file\",\"file\":{\"filename\":\"document.pdf\",\"file_data\":"
                        + "\"data:application/pdf;base64,JVBERi0=\"}},{\"type\":\"text\",\"text\":\"a.txt:\\nHi\"},"
                        + "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA==\",\"format\":\"mp3\"}}]");
        assertThat(losses.fields()).containsExactly("messages[0].content[3]", "messages[0].content[4]");
    }

    @Test
    void refusalsStandAloneAtOpenAiAndAreTextElsewhere() {
        ChatRequest request =
                ChatRequest.of("m", List.of(new Message(Role.ASSISTANT, List.of(new ContentPart.Refusal("No.")))));
        assertThat(json(write(request, OPENAI)).at("/messages/0/content/0/type").asText())
                .isEqualTo("refusal");
        assertThat(json(write(request)).at("/messages/0/content").asText()).isEqualTo("No.");
    }

    @Test
    void nothingToSayIsRefused() {
        ChatRequest request = ChatRequest.of("m", List.of(new Message(Role.USER, List.of())));
        assertThatThrownBy(() -> write(request)).isInstanceOf(GatewayException.class);
    }

    private static ChatRequest withTools(ToolChoice choice) {
        return ChatRequest.of("m", List.of(Message.text(Role.USER, "Hi")))
                .withTools(
                        List.of(
                                new Tool.Function("my.tool", Optional.empty(), Optional.empty(), Optional.of(true)),
                                new Tool.Custom(
                                        "shell",
                                        Optional.empty(),
                                        Optional.of(
                                                new JsonText(
                                                        "{\"type\":\"grammar\",\"syntax\":\"lark\",\"definition\":\"start: /x/\"}"))),
                                new Tool.WebSearch()),
                        Optional.of(choice));
    }

    private static ContentPart call(String id) {
        return new ContentPart.ToolCall(id, "f", "{}");
    }

    private static ContentPart result(String id, String text) {
        return new ContentPart.ToolResult(id, List.of(new ContentPart.Text(text)), false);
    }

    private static String brief(JsonNode message) {
        StringBuilder brief = new StringBuilder(message.get("role").asText()).append(' ');
        if (message.has("tool_calls")) {
            return brief.append(message.findValuesAsText("id")).toString();
        }
        if (message.has("tool_call_id")) {
            brief.append(message.get("tool_call_id").asText()).append(' ');
        }
        return brief.append(message.get("content").asText()).toString();
    }

    private static ChatRequest client(String body, boolean stream) {
        return new OpenAiChatClientCodec()
                .readRequest(
                        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                        Envelope.ofPath("acme/m", stream, false),
                        new Losses());
    }

    private UpstreamRequest write(ChatRequest request, Quirk... quirks) {
        return new OpenAiChatUpstreamCodec().writeRequest(request, WireTarget.of("vendor/m", quirks), losses);
    }

    private static JsonNode json(UpstreamRequest sent) {
        try {
            return Json.MAPPER.readTree(sent.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
