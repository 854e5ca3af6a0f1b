package io.omniroute.provider.wire.openai.chat;

import static io.omniroute.provider.wire.openai.chat.ChatBodies.client;
import static io.omniroute.provider.wire.openai.chat.ChatBodies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the messages of a request become for a vendor; for its settings and tools, see {@link RequestWriterTest}. */
class RequestMessagesTest {
    private static final Quirk[] OPENAI = {Quirk.DEVELOPER_ROLE, Quirk.MAX_COMPLETION_TOKENS, Quirk.STRUCTURED_OUTPUT};

    private final Losses losses = new Losses();

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
                .map(RequestMessagesTest::brief)
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
                .map(RequestMessagesTest::brief)
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
                .map(RequestMessagesTest::brief)
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

    private UpstreamRequest write(ChatRequest request, Quirk... quirks) {
        return new OpenAiChatUpstreamCodec().writeRequest(request, WireTarget.of("vendor/m", quirks), losses);
    }
}
