package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ContentPart.Text;
import io.omniroute.provider.chat.ContentPart.Thinking;
import io.omniroute.provider.chat.ContentPart.ToolCall;
import io.omniroute.provider.chat.ContentPart.ToolResult;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.WireTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiContentsTest {
    private static final WireTarget OLD = WireTarget.of("gemini-2.5-flash");
    private static final WireTarget NEW = WireTarget.of("gemini-3-pro-preview", Quirk.THINKING_LEVEL);

    private final ThoughtSignatures signatures = new ThoughtSignatures();
    private final GeminiUpstreamCodec codec = new GeminiUpstreamCodec(signatures);
    private final Losses losses = new Losses();

    @Test
    void neighboursMergeAndTheUserBegins() {
        JsonNode body = write(
                OLD,
                Message.text(Role.ASSISTANT, "Hello."),
                Message.text(Role.USER, "a"),
                new Message(Role.ASSISTANT, List.of(Thinking.unsigned("hm"), new Text(""))),
                Message.text(Role.USER, "b"));

        assertThat(body.path("contents"))
                .hasToString("[{\"role\":\"user\",\"parts\":[{\"text\":\"Continue.\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"Hello.\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"a\"},{\"text\":\"b\"}]}]");
    }

    @Test
    void instructionsFromAnywhereAreKeptInOrder() {
        JsonNode body = write(
                OLD,
                Message.text(Role.SYSTEM, "one"),
                Message.text(Role.USER, "hi"),
                Message.text(Role.DEVELOPER, "two"));

        assertThat(body.path("systemInstruction")).hasToString("{\"parts\":[{\"text\":\"one\"},{\"text\":\"two\"}]}");
    }

    @Test
    void instructionsAloneAreSaidByTheUser() {
        assertThat(write(OLD, Message.text(Role.SYSTEM, "Tell a joke.")))
                .hasToString("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Tell a joke.\"}]}]}");
        JsonNode gemma = write(
                WireTarget.of("gemma-3", Quirk.SYSTEM_IN_USER),
                Message.text(Role.SYSTEM, "Be brief."),
                Message.text(Role.USER, "Hi"));
        assertThat(gemma)
                .hasToString(
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Be brief.\"},{\"text\":\"Hi\"}]}]}");
    }

    @Test
    void resultsFollowInTheOrderOfTheirCallsWithPicturesBehind() {
        JsonNode body = write(
                OLD,
                Message.text(Role.USER, "go"),
                new Message(
                        Role.ASSISTANT,
                        List.of(
                                new ToolCall("1", "f", "{}"),
                                new ToolCall("2", "g", "{}"),
                                new ToolCall("3", "h", ""))),
                new Message(
                        Role.USER,
                        List.of(
                                new Text("look"),
                                new ToolResult("2", List.of(image()), false),
                                new ToolResult("1", List.of(new Text("one")), false),
                                new ToolResult("9", List.of(new Text("lost")), false))));

        assertThat(body.at("/contents/2/parts"))
                .hasToString("[{\"functionResponse\":{\"name\":\"f\",\"response\":{\"result\":\"one\"}}},"
                        + "{\"functionResponse\":{\"name\":\"g\",\"response\":{\"result\":\"The result is attached.\"}}},"
                        + "{\"functionResponse\":{\"name\":\"h\",\"response\":{\"result\":\"\"}}},"
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}},"
                        + "{\"text\":\"Result of the tool call 9:\\nlost\"},{\"text\":\"look\"}]");
        GeminiRules.check(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "plain|false|{'result':'plain'}",
                "{'a':1}|false|{'a':1}",
                "{'result':'x'}|false|{'result':'x'}",
                "[1,2]|false|{'result':[1,2]}",
                "{broken|false|{'result':'{broken'}",
                "0|false|{'result':'0'}",
                "no disk|true|{'error':'no disk'}",
            })
    void aResponseIsAlwaysAnObject(String text, boolean error, String expected) {
        JsonNode body = write(
                OLD,
                Message.text(Role.USER, "go"),
                new Message(Role.ASSISTANT, List.of(new ToolCall("1", "f", "not json"))),
                new Message(
                        Role.USER, List.of(new ToolResult("1", List.of(new Text(text.replace('\'', '"'))), error))));

        assertThat(body.at("/contents/2/parts/0/functionResponse/response")).hasToString(expected.replace('\'', '"'));
        assertThat(body.at("/contents/1/parts/0/functionCall/args")).hasToString("{\"raw\":\"not json\"}");
    }

    @Test
    void mediaTravelInlineOrByAddress() {
        JsonNode body = write(
                OLD,
                new Message(
                        Role.USER,
                        List.of(
                                new ContentPart.Image(remote("https://example.org/a%20b/cat.webp?x=1")),
                                new ContentPart.Document(remote("https://example.org/paper"), Optional.empty()),
                                new ContentPart.Audio(new MediaSource.Inline("audio/wav", "UklGRg==")),
                                new ContentPart.Document(new MediaSource.PlainText("notes"), Optional.empty()),
                                new ContentPart.Document(new MediaSource.Stored("file-1"), Optional.empty()))));

        assertThat(body.at("/contents/0/parts"))
                .hasToString("[{\"fileData\":{\"mimeType\":\"image/webp\",\"fileUri\":"
                        + "\"https://example.org/a%20b/cat.webp?x=1\"}},"
                        + "{\"fileData\":{\"mimeType\":\"application/pdf\",\"fileUri\":\"https://example.org/paper\"}},"
                        + "{\"inlineData\":{\"mimeType\":\"audio/wav\",\"data\":\"UklGRg==\"}},{\"text\":\"notes\"}]");
        assertThat(losses.fields()).containsExactly("file");
    }

    @Test
    void onlyGeminisOwnThoughtsGoBack() {
        JsonNode body = write(
                NEW,
                Message.text(Role.USER, "go"),
                new Message(
                        Role.ASSISTANT,
                        List.of(
                                Thinking.signed("mine", ModelFamily.GEMINI, "c2ln"),
                                Thinking.signed("foreign", ModelFamily.ANTHROPIC, "EqQB"),
                                new Text("done"),
                                Thinking.signed("", ModelFamily.GEMINI, "bGFzdA=="))),
                Message.text(Role.USER, "more"));

        assertThat(body.at("/contents/1/parts"))
                .hasToString("[{\"text\":\"mine\",\"thought\":true,\"thoughtSignature\":\"c2ln\"},"
                        + "{\"text\":\"done\",\"thoughtSignature\":\"bGFzdA==\"}]");
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void stepsOfTheCurrentTurnAreSignedOrBypassed() {
        JsonNode body = write(
                NEW,
                Message.text(Role.USER, "first turn"),
                new Message(Role.ASSISTANT, List.of(new ToolCall("0", "f", "{}"))),
                new Message(Role.USER, List.of(result("0"))),
                Message.text(Role.ASSISTANT, "done"),
                Message.text(Role.USER, "current turn"),
                new Message(Role.ASSISTANT, List.of(new ToolCall("1", "f", "{}"), new ToolCall("2", "f", "{}"))),
                new Message(Role.USER, List.of(result("1"), result("2"))),
                new Message(Role.ASSISTANT, List.of(new ToolCall("3", "f", "{}", false, Optional.of("b3du")))),
                new Message(Role.USER, List.of(result("3"))));

        assertThat(body.at("/contents/1/parts/0").has("thoughtSignature")).isFalse();
        assertThat(body.at("/contents/5/parts/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
        assertThat(body.at("/contents/5/parts/1").has("thoughtSignature")).isFalse();
        assertThat(body.at("/contents/7/parts/0/thoughtSignature").asText()).isEqualTo("b3du");
        assertThat(body.at("/contents/7/parts/0/functionCall/id").asText()).isEqualTo("3");
        assertThat(body.at("/contents/8/parts/0/functionResponse/id").asText()).isEqualTo("3");
    }

    @Test
    void aSignatureSeenInAReplyReturnsThoughTheClientCannotCarryIt() {
        String answer = "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"},"
                + "\"thoughtSignature\":\"cmVhbA==\"}]},\"finishReason\":\"STOP\"}]}";
        String id = codec.readResponse(answer.getBytes(StandardCharsets.UTF_8), Replies.sent()).stream()
                .filter(ChatEvent.ToolCallStarted.class::isInstance)
                .map(event -> ((ChatEvent.ToolCallStarted) event).id())
                .findFirst()
                .orElseThrow();

        JsonNode body = write(
                OLD,
                Message.text(Role.USER, "go"),
                new Message(Role.ASSISTANT, List.of(new ToolCall(id, "f", "{}"))),
                new Message(Role.USER, List.of(result(id))));

        assertThat(body.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("cmVhbA==");
    }

    @Property(tries = 400)
    void whateverTheHistoryGeminiWouldTakeIt(@ForAll long seed) {
        Random random = new Random(seed);
        List<Message> messages = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            List<ContentPart> parts = new ArrayList<>();
            Role role = Role.values()[random.nextInt(4)];
            for (int j = random.nextInt(4); j > 0; j--) {
                parts.add(part(role, random));
            }
            messages.add(new Message(role, parts));
        }

        GeminiRules.check(write(random.nextBoolean() ? OLD : NEW, messages.toArray(Message[]::new)));
    }

    private static ContentPart part(Role role, Random random) {
        String id = "id" + random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> new Text(random.nextBoolean() ? "text" : "");
            case 1 -> role == Role.ASSISTANT ? Thinking.unsigned("hm") : image();
            case 2 -> role == Role.ASSISTANT ? Thinking.signed("", ModelFamily.GEMINI, "c2ln") : new Text("x");
            default ->
                switch (role) {
                    case ASSISTANT -> new ToolCall(id, "1 tool/" + id, "{}");
                    case USER -> result(id);
                    case SYSTEM, DEVELOPER -> new Text("instruction");
                };
        };
    }

    private static ToolResult result(String id) {
        return new ToolResult(id, List.of(new Text("ok")), false);
    }

    private static ContentPart image() {
        return new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo="));
    }

    private static MediaSource remote(String uri) {
        return new MediaSource.Remote(URI.create(uri), Optional.empty());
    }

    private JsonNode write(WireTarget target, Message... messages) {
        byte[] body = codec.writeRequest(ChatRequest.of("m", List.of(messages)), target, losses)
                .body();
        return Json.vendorObject(body);
    }
}
