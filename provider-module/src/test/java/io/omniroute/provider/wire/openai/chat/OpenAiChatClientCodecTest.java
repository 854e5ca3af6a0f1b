package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.ClientCodecContract;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiChatClientCodecTest implements ClientCodecContract {
    private final OpenAiChatClientCodec codec = new OpenAiChatClientCodec();
    private final Losses losses = new Losses();

    @Override
    public ClientCodec codec() {
        return codec;
    }

    @Test
    void readsEverySettingOfAnSdkCall() {
        ChatRequest request = fixture("python-sdk");
        assertThat(request.sampling().temperature()).hasValue(0.5);
        assertThat(request.sampling().stop()).containsExactly("END", "\n\n");
        assertThat(request.sampling().candidates()).hasValue(2);
        assertThat(request.sampling().seed()).hasValue(7);
        assertThat(request.sampling().logitBias()).containsEntry("50256", -100.0);
        assertThat(request.maxOutputTokens()).hasValue(100);
        assertThat(request.reasoning()).contains(Reasoning.ofEffort(Reasoning.Effort.HIGH));
        assertThat(request.parallelToolCalls()).contains(false);
        assertThat(request.output()).isInstanceOf(OutputFormat.Schema.class);
        assertThat(request.hints().user()).contains("s1");
        assertThat(request.hints().verbosity()).contains("low");
        assertThat(request.hints().metadata()).containsEntry("a", "b");
        assertThat(losses.fields()).containsExactlyInAnyOrder("store", "logprobs");
    }

    @Test
    void readsPicturesSoundsAndFiles() {
        ChatRequest request = fixture("multimodal");
        assertThat(request.messages().get(0).content())
                .containsExactly(
                        new ContentPart.Text("What is it?"),
                        new ContentPart.Image(new MediaSource.Inline("image/png", "iVBORw0KGgo="), Optional.of("high")),
                        new ContentPart.Image(MediaSource.ofUrl("https://example.com/a.png")),
                        new ContentPart.Audio(new MediaSource.Inline("audio/wav", "UklGRg==")),
                        new ContentPart.Document(
                                new MediaSource.Inline("application/pdf", "JVBERi0="), Optional.of("a.pdf")),
                        new ContentPart.Document(new MediaSource.Stored("file-1"), Optional.empty()));
        assertThat(losses.fields()).containsExactlyInAnyOrder("modalities", "audio", "prediction");
    }

    @Test
    void readsAToolLoop() {
        ChatRequest request = fixture("tool-loop");
        assertThat(request.messages().get(2).content())
                .containsExactly(
                        ContentPart.Thinking.unsigned("need both"),
                        new ContentPart.ToolCall("call_1", "get_weather", "{\"city\":\"Ulm\"}"),
                        new ContentPart.ToolCall("call_2", "shell", "ls -l", true, Optional.empty()));
        ContentPart.ToolResult second =
                (ContentPart.ToolResult) request.messages().get(4).content().get(0);
        assertThat(second.text()).isEqualTo("a\nb");
        assertThat(second.custom()).isTrue();
        assertThat(request.messages().get(4).role()).isEqualTo(Message.Role.USER);
        assertThat(request.messages().get(5).role()).isEqualTo(Message.Role.SYSTEM);
        assertThat(request.tools()).hasSize(3).last().isInstanceOf(Tool.WebSearch.class);
        assertThat(request.toolChoice()).contains(new ToolChoice.Allowed(List.of("get_weather"), true));
        assertThat(losses.fields())
                .containsExactlyInAnyOrder("messages[7].name", "web_search_options.search_context_size");
    }

    @Test
    void readsTheFormBeforeTools() {
        ChatRequest request = fixture("legacy-functions");
        ContentPart.ToolCall call =
                (ContentPart.ToolCall) request.messages().get(1).content().get(0);
        ContentPart.ToolResult result =
                (ContentPart.ToolResult) request.messages().get(2).content().get(0);
        assertThat(result.callId()).isEqualTo(call.id()).isNotEmpty();
        assertThat(result.name()).contains("calc");
        assertThat(request.toolChoice()).contains(new ToolChoice.Named("calc"));
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void readsSignaturesBack() {
        ChatRequest request = fixture("openrouter-client");
        assertThat(request.messages().get(1).content())
                .containsExactly(
                        ContentPart.Thinking.signed("I think", ModelFamily.ANTHROPIC, "c2ln"),
                        new ContentPart.Thinking(
                                "", ModelFamily.ANTHROPIC, Optional.of("cmVk"), true, Optional.empty()),
                        new ContentPart.Text("Hi"));
        assertThat(request.messages().get(2).content())
                .containsExactly(new ContentPart.ToolCall("c1", "f", "{}", false, Optional.of("R2Vt")));
        assertThat(request.sampling().topK()).hasValue(40);
        assertThat(losses.fields()).containsExactly("provider");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|messages",
                "{'messages':[]}|messages",
                "{'messages':'x'}|messages",
                "{'messages':[{'role':'usr','content':'x'}]}|messages[0].role",
                "{'messages':[{'role':'user'}]}|messages[0].content",
                "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}}]}]}"
                        + "|messages[0].content[0].image_url.url",
                "{'messages':[{'role':'user','content':[{'type':'video'}]}]}|messages[0].content[0].type",
                "{'messages':[{'role':'tool','content':'x'}]}|messages[0].tool_call_id",
                "{'messages':[{'role':'user','content':'x'}],'temperature':2.1}|temperature",
                "{'messages':[{'role':'user','content':'x'}],'temperature':'1'}|temperature",
                "{'messages':[{'role':'user','content':'x'}],'top_p':-0.1}|top_p",
                "{'messages':[{'role':'user','content':'x'}],'n':0}|n",
                "{'messages':[{'role':'user','content':'x'}],'max_tokens':0}|max_tokens",
                "{'messages':[{'role':'user','content':'x'}],'stop':['a','b','c','d','e']}|stop",
                "{'messages':[{'role':'user','content':'x'}],'logit_bias':{'1':101}}|logit_bias.1",
                "{'messages':[{'role':'user','content':'x'}],'top_logprobs':3}|top_logprobs",
                "{'messages':[{'role':'user','content':'x'}],'reasoning_effort':'huge'}|reasoning_effort",
                "{'messages':[{'role':'user','content':'x'}],'tools':[{'type':'function'}]}|tools[0].function",
                "{'messages':[{'role':'user','content':'x'}],'tool_choice':'maybe'}|tool_choice",
                "{'messages':[{'role':'user','content':'x'}],'response_format':{'type':'xml'}}|response_format.type"
            })
    void namesThePlaceAtFault(String body, String path) {
        GatewayException e = catchThrowableOfType(GatewayException.class, () -> read(body.replace('\'', '"')));
        assertThat(e.failure().kind()).isEqualTo(FailureKind.BAD_REQUEST);
        assertThat(e.failure().param()).contains(path);
        assertThat(e.failure().message()).contains("'" + path + "'");
    }

    @Test
    void fieldsThatSayNothingAreNoLoss() {
        read("{\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"name\":null}],\"store\":false,\"prediction\":null,"
                + "\"modalities\":[\"text\"],\"metadata\":{},\"foo\":\"\"}");
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void unknownFieldsAreLosses() {
        read("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\","
                + "\"cache_control\":{\"type\":\"ephemeral\"},\"tint\":\"red\"}]}],\"min_p\":0.1}");
        assertThat(losses.fields()).containsExactlyInAnyOrder("min_p", "messages[0].content[0].tint");
    }

    @Test
    void writesAWholeReply() throws Exception {
        ChatResponse response = new ChatResponse(
                "",
                "m",
                List.of(new ChatResponse.Choice(
                        List.of(
                                ContentPart.Thinking.signed("hm", ModelFamily.ANTHROPIC, "c2ln"),
                                new ContentPart.Text("Hi"),
                                new ContentPart.ToolCall("c1", "f", ""),
                                new ContentPart.ToolCall("c2", "shell", "ls", true, Optional.empty()),
                                new ContentPart.Image(new MediaSource.Inline("image/png", "AA=="))),
                        FinishReason.STOP,
                        Optional.empty())),
                new Usage(9, 4, 0, 7, 2, false, 0, Usage.Tier.STANDARD));
        JsonNode json = Json.MAPPER.readTree(codec.writeResponse(response, Contexts.of(false)));
        assertThat(json).isEqualTo(Json.MAPPER.readTree("""
                {"id":"chatcmpl-req1","object":"chat.completion","created":1772366400,"model":"acme/model",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null,
                   "reasoning_content":"hm",
                   "reasoning_details":[{"type":"reasoning.text","format":"anthropic-claude-v1","index":0,"text":"hm","signature":"c2ln"}],
                   "tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}},
                                 {"id":"c2","type":"custom","custom":{"name":"shell","input":"ls"}}],
                   "images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]},
                  "logprobs":null,"finish_reason":"tool_calls"}],
                 "usage":{"prompt_tokens":9,"completion_tokens":7,"total_tokens":16,
                   "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}}"""));
    }

    @Test
    void contentIsNullWhenThereIsNone() throws Exception {
        ChatResponse response = new ChatResponse(
                "gen-1",
                "m",
                List.of(new ChatResponse.Choice(List.of(), FinishReason.LENGTH, Optional.empty())),
                Usage.NONE);
        JsonNode json = Json.MAPPER.readTree(codec.writeResponse(response, Contexts.of(false)));
        assertThat(json.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(json.at("/choices/0/message").has("tool_calls")).isFalse();
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(json.get("id").asText()).isEqualTo("gen-1");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, invalid_request_error, bad_request",
        "UNAUTHENTICATED, authentication_error, invalid_api_key",
        "FORBIDDEN, permission_error, insufficient_permissions",
        "MODEL_NOT_FOUND, invalid_request_error, model_not_found",
        "RATE_LIMITED, rate_limit_error, rate_limit_exceeded",
        "UPSTREAM_QUOTA, insufficient_quota, insufficient_quota",
        "OVERLOADED, server_error, service_unavailable",
        "UPSTREAM_GARBLED, server_error, bad_gateway",
        "UPSTREAM_TIMEOUT, server_error, gateway_timeout",
        "INTERNAL, server_error, internal_server_error"
    })
    void writesOpenAisErrorBody(FailureKind kind, String type, String code) {
        String body = new String(codec.writeError(Failure.of(kind, "Why."), "r"), StandardCharsets.UTF_8);
        assertThat(body)
                .isEqualTo("{\"error\":{\"message\":\"Why.\",\"type\":\"" + type + "\",\"param\":null,\"code\":\""
                        + code + "\"}}");
    }

    private ChatRequest read(String body) {
        return codec.readRequest(body.getBytes(StandardCharsets.UTF_8), ENVELOPE, losses);
    }

    private ChatRequest fixture(String name) {
        byte[] body = Fixtures.read(
                Fixtures.of(WireFormat.OPENAI_CHAT, "/" + name + ".client.json").get(0));
        return codec.readRequest(body, ENVELOPE, losses);
    }
}
