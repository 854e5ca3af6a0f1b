package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the messages of a request become for a vendor; for its settings, see {@link RequestWriterTest}. */
class RequestContentTest {
    private final Losses losses = new Losses();

    @Test
    void leadingSystemTextsAreInstructionsAndLaterOnesKeepTheirPlace() {
        JsonNode body = write(ChatRequest.of(
                "m",
                List.of(
                        Message.text(Role.SYSTEM, "One."),
                        Message.text(Role.SYSTEM, "Two."),
                        Message.text(Role.USER, "Hi"),
                        Message.text(Role.SYSTEM, "Three."),
                        Message.text(Role.DEVELOPER, "Four."))));
        assertThat(body.path("instructions").textValue()).isEqualTo("One.\n\nTwo.");
        assertThat(body.path("input").findValuesAsText("role")).containsExactly("user", "system", "developer");
    }

    @Test
    void instructionsAloneAreInput() {
        JsonNode body = write(ChatRequest.of("m", List.of(Message.text(Role.SYSTEM, "Only this."))));
        assertThat(body.has("instructions")).isFalse();
        assertThat(body.at("/input/0/role").textValue()).isEqualTo("system");
    }

    @Test
    void ownReasoningIsReplayedRightBeforeWhatItLedTo() {
        Message turn = new Message(
                Role.ASSISTANT,
                List.of(
                        new ContentPart.Thinking(
                                "Plan", ModelFamily.OPENAI, Optional.of("e1"), false, Optional.of("rs_1")),
                        new ContentPart.Text("One moment."),
                        ContentPart.Thinking.signed("", ModelFamily.OPENAI, "e2"),
                        new ContentPart.ToolCall("call 1", "f", ""),
                        ContentPart.Thinking.signed("foreign", ModelFamily.ANTHROPIC, "sig"),
                        ContentPart.Thinking.unsigned("plain"),
                        ContentPart.Thinking.signed("", ModelFamily.OPENAI, "followed by nothing")));
        Message result = new Message(
                Role.USER,
                List.of(
                        new ContentPart.ToolResult("call 1", List.of(new ContentPart.Text("boom")), true),
                        new ContentPart.Text("So?")));
        JsonNode body = write(ChatRequest.of("m", List.of(Message.text(Role.USER, "Go"), turn, result)));
        JsonNode input = body.path("input");
        assertThat(input)
                .extracting(item -> item.path("type").textValue())
                .containsExactly(
                        "message",
                        "reasoning",
                        "message",
                        "reasoning",
                        "function_call",
                        "function_call_output",
                        "message");
        assertThat(input.get(1))
                .isEqualTo(Streams.json("{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\","
                        + "\"text\":\"Plan\"}],\"encrypted_content\":\"e1\"}"));
        assertThat(input.get(2).at("/content/0/type").textValue()).isEqualTo("output_text");
        assertThat(input.get(4).path("arguments").textValue()).isEqualTo("{}");
        assertThat(input.get(4).path("call_id").textValue())
                .isEqualTo(input.get(5).path("call_id").textValue())
                .matches("[A-Za-z0-9_-]{1,64}");
        assertThat(input.get(5).path("output").textValue()).isEqualTo("Error: boom");
        assertThat(body.path("include")).isEqualTo(Streams.json("[\"reasoning.encrypted_content\"]"));
    }

    @Test
    void mediaAreWrittenAsInputParts() {
        Message message = new Message(
                Role.USER,
                List.of(
                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBO"), Optional.of("high")),
                        new ContentPart.Document(new MediaSource.Inline("application/pdf", "JVBE"), Optional.empty()),
                        new ContentPart.Document(new MediaSource.PlainText("Body"), Optional.of("Title")),
                        new ContentPart.Audio(new MediaSource.Inline("audio/mpeg", "SUQz")),
                        new ContentPart.Audio(new MediaSource.Inline("audio/flac", "ZkxhQw=="))));
        JsonNode content = write(ChatRequest.of("m", List.of(message))).at("/input/0/content");
        assertThat(content)
                .isEqualTo(Streams.json("[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,iVBO\","
                        + "\"detail\":\"high\"},{\"type\":\"input_file\",\"filename\":\"document.pdf\","
                        + "\"file_data\":\"data:application/pdf;base64,JVBE\"},"
                        + "{\"type\":\"input_text\",\"text\":\"Title\\n\\nBody\"},{\"type\":\"input_audio\","
                        + "\"input_audio\":{\"data\":\"SUQz\",\"format\":\"mp3\"}}]"));
        assertThat(losses.fields()).containsExactly("messages[0].content[4]");
    }

    @Test
    void imagesOfAToolResultStayInIt() {
        Message message = new Message(
                Role.USER,
                List.of(new ContentPart.ToolResult(
                        "a",
                        List.of(
                                new ContentPart.Text("seen"),
                                new ContentPart.Image(new MediaSource.Inline("image/png", "iVBO"))),
                        true)));
        JsonNode output = write(ChatRequest.of("m", List.of(message))).at("/input/0/output");
        assertThat(output)
                .extracting(part -> part.path("type").textValue())
                .containsExactly("input_text", "input_text", "input_image");
    }

    private JsonNode write(ChatRequest request) {
        return write(request, WireTarget.of("gpt-5.1"));
    }

    private JsonNode write(ChatRequest request, WireTarget target) {
        return Streams.json(new OpenAiResponsesUpstreamCodec()
                .writeRequest(request, target, losses)
                .body());
    }
}
