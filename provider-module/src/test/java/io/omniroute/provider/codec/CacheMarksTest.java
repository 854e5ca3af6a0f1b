package io.omniroute.provider.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wishes for prompt caching, from one format to the other. */
class CacheMarksTest {
    private static final String MARK = "'cache_control':{'type':'ephemeral'}";
    private static final String HOUR = "'cache_control':{'type':'ephemeral','ttl':'1h'}";
    private static final String CHAT = """
            {'messages':[
              {'role':'system','content':[{'type':'text','text':'S1'},{'type':'text','text':'S2',%2$s}]},
              {'role':'user','content':[{'type':'text','text':'U1',%1$s},{'type':'text','text':'U2'}]},
              {'role':'assistant','content':'A','tool_calls':[
                {'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]},
              {'role':'tool','tool_call_id':'c1','content':[{'type':'text','text':'R',%1$s}]}],
             'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}},%2$s}]}
            """.formatted(MARK, HOUR);
    private static final String MESSAGES = """
            {'max_tokens':9,'system':[{'type':'text','text':'S1'},{'type':'text','text':'S2',%2$s}],
             'messages':[
              {'role':'user','content':[{'type':'text','text':'U1',%1$s},{'type':'text','text':'U2'}]},
              {'role':'assistant','content':[{'type':'text','text':'A'},
                {'type':'tool_use','id':'c1','name':'f','input':{}}]},
              {'role':'user','content':[{'type':'tool_result','tool_use_id':'c1','content':'R',%1$s}]}],
             'tools':[{'name':'f','input_schema':{'type':'object'},%2$s}]}
            """.formatted(MARK, HOUR);

    private final Codecs codecs = new Codecs();
    private final Losses losses = new Losses();

    @Test
    void marksOfAChatClientReachAnthropicBlockByBlock() {
        JsonNode body = toAnthropic(chat(CHAT));
        assertThat(body.path("system")).isEqualTo(json("""
                [{'type':'text','text':'S1'},{'type':'text','text':'S2',%s}]""".formatted(HOUR)));
        assertThat(body.path("messages")).isEqualTo(json("""
                [{'role':'user','content':[{'type':'text','text':'U1',%1$s},{'type':'text','text':'U2'}]},
                 {'role':'assistant','content':[{'type':'text','text':'A'},
                   {'type':'tool_use','id':'c1','name':'f','input':{}}]},
                 {'role':'user','content':[{'type':'tool_result','tool_use_id':'c1','content':'R',%1$s}]}]
                """.formatted(MARK)));
        assertThat(body.at("/tools/0/cache_control/ttl").asText()).isEqualTo("1h");
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void marksOfAMessagesClientReachOpenRouter() {
        JsonNode body = toChat(messages(MESSAGES), Quirk.CACHE_MARKS);
        assertThat(body.path("messages")).isEqualTo(json("""
                [{'role':'system','content':[{'type':'text','text':'S1'},{'type':'text','text':'S2',%2$s}]},
                 {'role':'user','content':[{'type':'text','text':'U1',%1$s},{'type':'text','text':'U2'}]},
                 {'role':'assistant','content':'A','tool_calls':[
                   {'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'c1','content':[{'type':'text','text':'R',%1$s}]}]
                """.formatted(MARK, HOUR)));
        assertThat(body.at("/tools/0/cache_control/ttl").asText()).isEqualTo("1h");
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void marksOfAMessagesClientSurviveTheWayBackToAnthropic() {
        JsonNode body = toAnthropic(messages(MESSAGES));
        JsonNode sent = json(MESSAGES);
        for (String field : List.of("system", "messages")) {
            assertThat(body.path(field)).isEqualTo(sent.path(field));
        }
        assertThat(body.at("/tools/0/cache_control")).isEqualTo(sent.at("/tools/0/cache_control"));
    }

    @ParameterizedTest
    @EnumSource(value = WireFormat.class, names = "ANTHROPIC_MESSAGES", mode = EnumSource.Mode.EXCLUDE)
    void otherVendorsGetTheSameBodyAsWithoutMarksAndNothingIsLost(WireFormat vendor) {
        String unmarked = MESSAGES.replace("," + MARK, "").replace("," + HOUR, "");
        assertThat(write(messages(MESSAGES), vendor)).isEqualTo(write(messages(unmarked), vendor));
        String unmarkedChat = CHAT.replace("," + MARK, "").replace("," + HOUR, "");
        assertThat(write(chat(CHAT), vendor)).isEqualTo(write(chat(unmarkedChat), vendor));
        assertThat(losses.isEmpty()).isTrue();
    }

    /** As LiteLLM's and opencode's clients mark content that is a string. */
    @Test
    void aMarkOnAMessageStandsForOneOnItsLastPart() {
        JsonNode body = toAnthropic(chat("""
                {'messages':[{'role':'system','content':'S',%1$s},{'role':'user','content':'U',%1$s},
                  {'role':'assistant','content':'A',%1$s,'tool_calls':[
                    {'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]},
                  {'role':'tool','tool_call_id':'c1','content':'R',%1$s}]}""".formatted(MARK)));
        assertThat(marked(body)).containsExactly("S", "U", "tool_use", "tool_result");
        assertThat(losses.isEmpty()).isTrue();
    }

    @Test
    void aMarkOnTheBodyStandsForOneOnTheLastPart() {
        assertThat(marked(toAnthropic(
                        chat("{'messages':[{'role':'user','content':'U'},{'role':'assistant','content':'A'},"
                                + "{'role':'user','content':'V'}]," + MARK + "}"))))
                .containsExactly("V");
        assertThat(marked(toAnthropic(
                        messages("{'max_tokens':9,'messages':[{'role':'user','content':'U'}]," + MARK + "}"))))
                .containsExactly("U");
    }

    @Test
    void ofMoreThanFourMarksTheFirstAndTheLastThreeStay() {
        StringBuilder parts = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            parts.append(i == 1 ? "" : ",").append("{'type':'text','text':'U" + i + "'," + MARK + "}");
        }
        JsonNode body = toAnthropic(chat("{'messages':[{'role':'system','content':'S'," + MARK
                + "},{'role':'user','content':[" + parts + "]}]}"));
        assertThat(marked(body)).containsExactly("S", "U4", "U5", "U6");
    }

    /** Anthropic refuses the longer life behind the shorter, and instructions move to the front. */
    @Test
    void noMarkForAnHourFollowsOneForFiveMinutes() {
        JsonNode body = toAnthropic(chat("""
                {'messages':[{'role':'system','content':'S',%s},{'role':'user','content':'U',%s}]}
                """.formatted(MARK, HOUR)));
        assertThat(body.at("/system/0/cache_control/ttl").isMissingNode()).isTrue();
        assertThat(body.at("/messages/0/content/0").path("cache_control")).isEqualTo(json("{'type':'ephemeral'}"));
    }

    @Test
    void aMarkBehindWhatCannotBearOneMovesToThePartBefore() {
        JsonNode body = toAnthropic(messages("""
                {'max_tokens':9,'messages':[{'role':'user','content':[{'type':'text','text':'U'},
                  {'type':'text','text':' ',%1$s}]},
                 {'role':'assistant','content':[{'type':'thinking','thinking':'T','signature':'c2ln',%1$s}]},
                 {'role':'user','content':[{'type':'text','text':'V'}]}]}""".formatted(MARK)));
        assertThat(marked(body)).containsExactly("U");
    }

    @Test
    void aMarkOfAnUnknownKindIsNoneAndNoFault() {
        JsonNode body = toAnthropic(
                chat("{'messages':[{'role':'user','content':[{'type':'text','text':'U','cache_control':'yes'}]}]}"));
        assertThat(marked(body)).isEmpty();
    }

    /** The texts, or else types, of the blocks that are marked, in the order of the prefix. */
    private static List<String> marked(JsonNode body) {
        List<String> marked = new ArrayList<>();
        List<JsonNode> lists = new ArrayList<>(List.of(body.path("tools"), body.path("system")));
        body.path("messages").forEach(message -> lists.add(message.path("content")));
        for (JsonNode list : lists) {
            for (JsonNode block : list) {
                if (block.has("cache_control")) {
                    marked.add(block.path("text").asText(block.path("type").asText()));
                }
            }
        }
        return marked;
    }

    private ChatRequest chat(String body) {
        return read(WireFormat.OPENAI_CHAT, body);
    }

    private ChatRequest messages(String body) {
        return read(WireFormat.ANTHROPIC_MESSAGES, body);
    }

    private ChatRequest read(WireFormat format, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return codecs.client(format).readRequest(bytes, Envelope.ofPath("m", false, false), losses);
    }

    private JsonNode toAnthropic(ChatRequest request) {
        return write(request, WireFormat.ANTHROPIC_MESSAGES);
    }

    private JsonNode toChat(ChatRequest request, Quirk quirk) {
        return write(request, WireFormat.OPENAI_CHAT, quirk);
    }

    private JsonNode write(ChatRequest request, WireFormat format, Quirk... quirks) {
        WireTarget target = WireTarget.of("vendor/m", quirks);
        byte[] body =
                codecs.upstream(format).writeRequest(request, target, losses).body();
        return json(new String(body, StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
