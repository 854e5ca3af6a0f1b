package io.omniroute.provider.wire.openai.chat;

import static io.omniroute.provider.wire.openai.chat.ChatBodies.client;
import static io.omniroute.provider.wire.openai.chat.ChatBodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Message.Role;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireTarget;
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

    private UpstreamRequest write(ChatRequest request, Quirk... quirks) {
        return new OpenAiChatUpstreamCodec().writeRequest(request, WireTarget.of("vendor/m", quirks), losses);
    }
}
