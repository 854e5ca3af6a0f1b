package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationPrintTest {
    private static final String MESSAGES =
            "{'model':'m','system':'Be brief.','tools':[{'name':'read'}],'messages':[{'role':'user','content':'Hi'}]}";

    @Test
    void aConversationThatGrowsKeepsItsPrint() {
        assertThat(print(MESSAGES)).isPresent();
        assertThat(print("{'model':'m','system':'Be brief.','tools':[{'name':'read'}],'max_tokens':7,'messages':["
                        + "{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello!'},"
                        + "{'role':'user','content':'What now?'}],'stream':true}"))
                .isEqualTo(print(MESSAGES));
    }

    @Test
    void aCacheMarkThatMovesOnChangesNothing() {
        String marked = "{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'Hi',"
                + "'cache_control':{'type':'ephemeral','ttl':'1h'}}]}]}";
        String moved = "{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'Hi'}]},"
                + "{'role':'user','content':[{'type':'text','text':'more','cache_control':{'type':'ephemeral'}}]}]}";
        assertThat(print(moved)).isEqualTo(print(marked));
    }

    @Test
    void whateverMakesAConversationWhatItIsMakesAnotherPrint() {
        List<String> others = List.of(
                MESSAGES,
                MESSAGES.replace("'m'", "'n'"),
                MESSAGES.replace("brief", "polite"),
                MESSAGES.replace("read", "write"),
                MESSAGES.replace("Hi", "Ho"),
                MESSAGES.replace("'role':'user'", "'role':'system','content':'x'},{'role':'user'"),
                MESSAGES.replace("'content':'Hi'", "'content':'Hi','name':'eve'"),
                MESSAGES.replace("'content':'Hi'", "'content':'say \\\"Hi\\\"'"),
                MESSAGES.replace("'content':'Hi'", "'content':'say \\\"Ho\\\"'"));
        Set<Optional<String>> prints = new LinkedHashSet<>();
        others.forEach(body -> prints.add(print(body)));
        assertThat(prints).hasSameSizeAs(others).doesNotContain(Optional.empty());
    }

    @Test
    void everyFormatHasOne() {
        String chat = "{'model':'m','messages':[{'role':'system','content':'S'},{'role':'user','content':'Hi'}%s]}";
        assertThat(print(chat.formatted(",{'role':'assistant','content':'a'}"))).isEqualTo(print(chat.formatted("")));
        String responses = "{'model':'m','instructions':'S','input':[{'role':'user','content':"
                + "[{'type':'input_text','text':'Hi'}]}%s]}";
        assertThat(print(responses.formatted(",{'type':'function_call','name':'f'}")))
                .isPresent()
                .isEqualTo(print(responses.formatted("")));
        assertThat(print("{'model':'m','input':'Hi'}")).isPresent().isNotEqualTo(print("{'model':'m','input':'Ho'}"));
        String gemini = "{'systemInstruction':{'parts':[{'text':'S'}]},'contents':[{'parts':[{'text':'Hi'}]}%s]}";
        assertThat(gemini(gemini.formatted(",{'role':'model','parts':[{'text':'a'}]}")))
                .isPresent()
                .isEqualTo(gemini(gemini.formatted("")));
    }

    @Test
    void onlyTheBeginningOfWhatIsLongIsLookedAt() {
        String long1 = "x".repeat(5_000);
        String body = "{'model':'m','messages':[{'role':'user','content':'%s%s'},{'role':'user','content':'b'}]}";
        assertThat(print(body.formatted(long1, "1")))
                .isPresent()
                .isEqualTo(print(body.formatted(long1, "2")))
                .isNotEqualTo(print(body.formatted("y" + long1, "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m'}",
                "{'model':'m','messages':[]}",
                "{'model':'m','messages':null,'tools':7,'system':true}",
                "{'model':'m','messages':{'role':'user'}}",
                "{'model':'m','messages':['user',[{'role':'user'}],3]}",
                "{'model':'m','messages':[{'role':'assistant','content':'a'}]}"
            })
    void whatHoldsNoMessageOfTheUserHasNone(String body) {
        assertThat(print(body)).isEmpty();
    }

    @Test
    void oddRolesAndShapesHarmNothing() {
        assertThat(EnvelopeScanner.scan(bytes("{'messages':[{'role':{'a':['user']},'content':[[{}],[]]},"
                                + "{'role':'user','content':''}],'max_tokens':5,'model':'m'}"))
                        .output()
                        .limit())
                .hasValue(5);
    }

    @Test
    void theUserIdOfTheMetadataIsFound() {
        assertThat(EnvelopeScanner.scan(bytes("{'model':'m','metadata':{'other':{'user_id':'no'},'user_id':'u1'}}"))
                        .userId())
                .contains("u1");
        assertThat(EnvelopeScanner.scan(bytes("{'model':'m','metadata':{'user_id':{'a':1}}}"))
                        .userId())
                .isEmpty();
        assertThat(EnvelopeScanner.scan(bytes("{'model':'m','metadata':7}")).userId())
                .isEmpty();
    }

    private static Optional<String> print(String body) {
        BodyScan scan = EnvelopeScanner.scan(bytes(body));
        return scan.print().of(scan.envelope().model());
    }

    private static Optional<String> gemini(String body) {
        return EnvelopeScanner.scan(bytes(body), Envelope.ofPath("g", true, false))
                .print()
                .of("g");
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
