package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import io.omniroute.provider.wire.anthropic.messages.AnthropicClientCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestWriterTest {
    private final Losses losses = new Losses();

    @Test
    void plainRequestIsShortAndNeverStored() {
        assertThat(write(ask("Hi")))
                .isEqualTo(
                        Streams.json(
                                "{\"model\":\"gpt-5.1\",\"input\":[{\"type\":\"message\",\"role\":\"user\","
                                        + "\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]}],\"store\":false,\"stream\":false}"));
    }

    @Test
    void longAndOddNamesFitAndComeBack() {
        String longName = "x".repeat(80);
        ChatRequest request = ask("Hi")
                .withTools(
                        List.of(
                                function(longName),
                                function("dotted.name"),
                                function("fine"),
                                new Tool.Custom(
                                        "patch", Optional.of("P"), Optional.of(new JsonText("{\"type\":\"text\"}"))),
                                new Tool.WebSearch()),
                        Optional.of(new ToolChoice.Allowed(List.of(longName, "patch", "web_search"), true)));
        UpstreamRequest sent =
                new OpenAiResponsesUpstreamCodec().writeRequest(request, WireTarget.of("gpt-5.1"), losses);
        JsonNode body = Streams.json(sent.body());
        String shortened = body.at("/tools/0/name").textValue();
        assertThat(shortened).hasSizeLessThanOrEqualTo(64);
        assertThat(sent.toolNames().original(shortened)).isEqualTo(longName);
        assertThat(sent.toolNames().original(body.at("/tools/1/name").textValue()))
                .isEqualTo("dotted.name");
        assertThat(body.at("/tools/2"))
                .isEqualTo(Streams.json("{\"type\":\"function\",\"name\":\"fine\","
                        + "\"parameters\":{\"type\":\"object\",\"properties\":{}},\"strict\":false}"));
        assertThat(body.at("/tools/3"))
                .isEqualTo(Streams.json("{\"type\":\"custom\",\"name\":\"patch\",\"description\":\"P\","
                        + "\"format\":{\"type\":\"text\"}}"));
        assertThat(body.path("tool_choice"))
                .isEqualTo(Streams.json("{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":["
                        + "{\"name\":\"" + shortened + "\",\"type\":\"function\"},"
                        + "{\"name\":\"patch\",\"type\":\"custom\"},{\"type\":\"web_search\"}]}"));
    }

    @Test
    void whatTheFormatHasNoWordForIsLost() {
        Sampling sampling = new Sampling(
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.9),
                OptionalInt.of(40),
                OptionalLong.of(7),
                OptionalDouble.of(0.1),
                OptionalDouble.of(0.2),
                List.of("END"),
                OptionalInt.of(1),
                Map.of("50256", -100.0),
                true,
                OptionalInt.of(3));
        JsonNode body = write(with(sampling, OptionalInt.of(5), Optional.empty()), WireTarget.of("m"));
        assertThat(body.path("temperature").doubleValue()).isEqualTo(0.5);
        assertThat(body.path("max_output_tokens").intValue()).isEqualTo(16);
        assertThat(losses.fields())
                .containsExactly(
                        "top_k", "seed", "presence_penalty", "frequency_penalty", "stop", "logit_bias", "logprobs");
        write(with(sampling, OptionalInt.of(5), Optional.empty()), WireTarget.of("m", Quirk.NO_SAMPLING));
        assertThat(losses.fields()).contains("temperature", "top_p");
    }

    @Test
    void severalCandidatesCannotBeAskedFor() {
        Sampling two = new Sampling(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                OptionalInt.of(2),
                Map.of(),
                false,
                OptionalInt.empty());
        GatewayException refused = catchThrowableOfType(
                GatewayException.class, () -> write(with(two, OptionalInt.empty(), Optional.empty())));
        assertThat(refused.failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
        assertThat(refused.failure().param()).contains("n");
    }

    @Test
    void reasoningIsAskedForInWordsAndComesBackEncrypted() {
        Reasoning budget = new Reasoning(Optional.empty(), OptionalInt.of(4_000), false, Optional.of(true));
        JsonNode body = write(with(Sampling.DEFAULT, OptionalInt.empty(), Optional.of(budget)));
        assertThat(body.path("reasoning")).isEqualTo(Streams.json("{\"effort\":\"medium\",\"summary\":\"auto\"}"));
        assertThat(body.path("include")).hasSize(1);
        JsonNode off = write(
                with(Sampling.DEFAULT, OptionalInt.empty(), Optional.of(Reasoning.ofEffort(Reasoning.Effort.NONE))));
        assertThat(off.at("/reasoning/effort").textValue()).isEqualTo("none");
        assertThat(off.has("include")).isFalse();
        WireTarget simple = new WireTarget("gpt-4.1", OptionalInt.of(100), false, Set.of());
        JsonNode none = write(with(Sampling.DEFAULT, OptionalInt.of(500), Optional.of(budget)), simple);
        assertThat(none.has("reasoning")).isFalse();
        assertThat(none.path("max_output_tokens").intValue()).isEqualTo(100);
        assertThat(losses.fields()).containsExactly("reasoning");
    }

    @Test
    void hintsAndOutputFormatAreCarried() {
        ChatRequest plain = ask("Hi");
        ChatRequest request = new ChatRequest(
                plain.model(),
                true,
                plain.messages(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Sampling.DEFAULT,
                OptionalInt.empty(),
                Optional.empty(),
                new OutputFormat.Schema(
                        "s", Optional.empty(), new JsonText("{\"type\":\"object\"}"), Optional.of(true)),
                new CallerHints(
                        Optional.of("u"),
                        Optional.of("k"),
                        Optional.of("standard_only"),
                        Optional.of("low"),
                        Map.of("a", "b")));
        JsonNode body = write(request);
        assertThat(body.path("stream").booleanValue()).isTrue();
        assertThat(body.path("text"))
                .isEqualTo(Streams.json("{\"format\":{\"type\":\"json_schema\",\"name\":\"s\","
                        + "\"schema\":{\"type\":\"object\"},\"strict\":true},\"verbosity\":\"low\"}"));
        assertThat(body.path("user").textValue()).isEqualTo("u");
        assertThat(body.path("prompt_cache_key").textValue()).isEqualTo("k");
        assertThat(body.at("/metadata/a").textValue()).isEqualTo("b");
        assertThat(losses.fields()).containsExactly("service_tier");
    }

    @Test
    void aLongUserIdIsShortened() {
        byte[] claude = ("{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                        + "\"metadata\":{\"user_id\":\"" + "d".repeat(170) + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        ChatRequest request =
                new AnthropicClientCodec().readRequest(claude, Envelope.ofPath("acme/model", false, false), losses);
        assertThat(write(request).path("user").textValue()).matches("[0-9a-f]{64}");
        assertThat(losses.fields()).isEmpty();
    }

    @Test
    void whatAClientSentIsWhatTheVendorGets() {
        byte[] client = Fixtures.read(
                Fixtures.of(WireFormat.OPENAI_RESPONSES, "/tools.client.json").get(0));
        ChatRequest request = new OpenAiResponsesClientCodec()
                .readRequest(client, Envelope.ofPath("acme/model", false, false), losses);
        JsonNode input = write(request).path("input");
        // the leading system message became instructions; ids, statuses and annotations are not for the vendor
        JsonNode sent = Streams.json(client).path("input");
        assertThat(input).hasSize(sent.size() - 1);
        assertThat(input.get(1).path("encrypted_content")).isEqualTo(sent.get(2).path("encrypted_content"));
        assertThat(input.get(4).path("call_id")).isEqualTo(sent.get(5).path("call_id"));
        assertThat(input.get(5).path("output")).isEqualTo(sent.get(6).path("output"));
        assertThat(input.get(6).at("/output/1/image_url")).isEqualTo(sent.get(7).at("/output/1/image_url"));
        assertThat(input.findValues("id")).isEmpty();
    }

    private JsonNode write(ChatRequest request) {
        return write(request, WireTarget.of("gpt-5.1"));
    }

    private JsonNode write(ChatRequest request, WireTarget target) {
        return Streams.json(new OpenAiResponsesUpstreamCodec()
                .writeRequest(request, target, losses)
                .body());
    }

    private static ChatRequest ask(String text) {
        return ChatRequest.of("m", List.of(Message.text(Role.USER, text)));
    }

    private static Tool function(String name) {
        return new Tool.Function(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static ChatRequest with(Sampling sampling, OptionalInt max, Optional<Reasoning> reasoning) {
        ChatRequest plain = ask("Hi");
        return new ChatRequest(
                plain.model(),
                false,
                plain.messages(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                sampling,
                max,
                reasoning,
                plain.output(),
                CallerHints.NONE);
    }
}
