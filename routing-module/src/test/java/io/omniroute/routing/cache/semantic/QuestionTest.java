package io.omniroute.routing.cache.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.cache.RequestDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuestionTest {
    private static final String ASKED = "How do I reset my password?";
    private static final String SAME = "What is the way to reset my password?";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "OPENAI_CHAT; {'model':'a','messages':[{'role':'user','content':'TEXT'}]}",
                "OPENAI_CHAT; {'messages':[{'role':'system','content':'x'},{'role':'user','name':'n','content':'TEXT'}]}",
                "OPENAI_CHAT; {'messages':[{'role':'user','content':[{'type':'text','text':'Read this.'},{'type':'text','text':'TEXT'}]}]}",
                "ANTHROPIC_MESSAGES; {'system':'x','messages':[{'role':'user','content':'TEXT'}]}",
                "ANTHROPIC_MESSAGES; {'messages':[{'role':'user','content':[{'type':'text','text':'TEXT','cache_control':{'type':'ephemeral'}}]}]}",
                "ANTHROPIC_MESSAGES; {'messages':[{'role':'user','content':[{'type':'image','source':{}}]},{'role':'assistant','content':'A cat.'},{'role':'user','content':'TEXT'}]}",
                "OPENAI_RESPONSES; {'input':'TEXT','tools':[{'type':'function','name':'f'}]}",
                "OPENAI_RESPONSES; {'previous_response_id':null,'input':[{'role':'user','content':'TEXT'}]}",
                "OPENAI_RESPONSES; {'input':[{'type':'message','role':'user','content':[{'type':'input_text','text':'TEXT'}]}]}",
                "GEMINI; {'contents':[{'role':'user','parts':[{'text':'TEXT'}]}],'generationConfig':{'temperature':0}}",
                "GEMINI; {'contents':[{'parts':[{'text':'Read this.'},{'text':'TEXT'}]}]}"
            })
    void onlyTheLastUserTextMayBeInOtherWords(WireFormat format, String body) {
        Question asked = question(format, body.replace("TEXT", ASKED)).orElseThrow();
        Question same = question(format, body.replace("TEXT", SAME)).orElseThrow();
        assertThat(asked.text()).isEqualTo(ASKED);
        assertThat(same.partition()).isEqualTo(asked.partition());
        assertThat(question(
                        format, "{'stream':true," + body.replace("TEXT", ASKED).substring(1)))
                .map(Question::partition)
                .contains(asked.partition());
        assertThat(question(format, "{'odd':1," + body.replace("TEXT", ASKED).substring(1)))
                .map(Question::partition)
                .get()
                .isNotEqualTo(asked.partition());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "{'messages':[{'role':'system','content':'y'},{'role':'user','content':'TEXT'}]}",
                "{'messages':[{'role':'developer','content':'x'},{'role':'user','content':'TEXT'}]}",
                "{'messages':[{'role':'system','content':'x'},{'role':'user','content':'Hi'},{'role':'assistant','content':'Hi'},{'role':'user','content':'TEXT'}]}",
                "{'messages':[{'role':'system','content':'x'},{'role':'user','content':'TEXT'}],'tools':[]}",
                "{'messages':[{'role':'system','content':'x'},{'role':'user','content':'TEXT'}],'max_tokens':5}",
                "{'messages':[{'role':'system','content':'x'},{'role':'user','content':'TEXT'}],'temperature':0}",
                "{'messages':[{'role':'system','content':'x'},{'role':'user','content':[{'type':'text','text':'TEXT'}]}]}"
            })
    void whateverElseDiffersIsAnotherPartition(String body) {
        String plain = "{'messages':[{'role':'system','content':'x'},{'role':'user','content':'" + ASKED + "'}]}";
        assertThat(question(WireFormat.OPENAI_CHAT, body.replace("TEXT", ASKED))
                        .orElseThrow()
                        .partition())
                .isNotEqualTo(
                        question(WireFormat.OPENAI_CHAT, plain).orElseThrow().partition());
    }

    @Test
    void theContextPartsOwnersFormatsAndModels() {
        String body = "{'messages':[{'role':'user','content':'" + ASKED + "'}]}";
        assertThat(partition(List.of("key 1", "a"), body))
                .isEqualTo(partition(List.of("key 1", "a"), body))
                .isNotEqualTo(partition(List.of("key 2", "a"), body))
                .isNotEqualTo(partition(List.of("key 1", "b"), body))
                .isNotEqualTo(partition(List.of("key 1"), body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "OPENAI_CHAT; {'messages':[]}",
                "OPENAI_CHAT; {'messages':'TEXT'}",
                "OPENAI_CHAT; {'prompt':'TEXT'}",
                "OPENAI_CHAT; {'messages':[{'role':'user','content':'TEXT'},{'role':'assistant','content':'Yes'}]}",
                "OPENAI_CHAT; {'messages':[{'role':'tool','tool_call_id':'1','content':'TEXT'}]}",
                "OPENAI_CHAT; {'messages':[{'role':'user','content':[]}]}",
                "OPENAI_CHAT; {'messages':[{'role':'user','content':null}]}",
                "OPENAI_CHAT; {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}},{'type':'text','text':'TEXT'}]}]}",
                "OPENAI_CHAT; {'messages':[{'role':'user','content':[{'type':'text','text':'TEXT'},{'type':'input_audio','input_audio':{}}]}]}",
                "OPENAI_CHAT; {'messages':[{'role':'user','content':[{'type':'text','text':'TEXT','unknown':1}]}]}",
                "ANTHROPIC_MESSAGES; {'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'1','content':'x'},{'type':'text','text':'TEXT'}]}]}",
                "ANTHROPIC_MESSAGES; {'messages':[{'role':'user','content':[{'type':'document','source':{}},{'type':'text','text':'TEXT'}]}]}",
                "OPENAI_RESPONSES; {'input':'TEXT','previous_response_id':'resp_1'}",
                "OPENAI_RESPONSES; {'input':'TEXT','conversation':'conv_1'}",
                "OPENAI_RESPONSES; {'input':[{'type':'function_call_output','call_id':'1','output':'TEXT'}]}",
                "OPENAI_RESPONSES; {'input':[{'role':'user','content':[{'type':'input_file','file_id':'1'},{'type':'input_text','text':'TEXT'}]}]}",
                "GEMINI; {'contents':[{'role':'model','parts':[{'text':'TEXT'}]}]}",
                "GEMINI; {'contents':[{'role':'user','parts':[{'inlineData':{}},{'text':'TEXT'}]}]}",
                "GEMINI; {'contents':[{'role':'user','parts':[{'functionResponse':{}}]}]}",
                "GEMINI; {'contents':[{'role':'user','parts':[{'text':'TEXT','thoughtSignature':'x'}]}]}",
                "GEMINI; {'contents':[]}"
            })
    void whoDoesNotEndWithATextOfTheUserIsNotCompared(WireFormat format, String body) {
        assertThat(question(format, body.replace("TEXT", ASKED))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyBodyIsNoQuestion(WireFormat format) {
        assertThat(question(format, "{}")).isEmpty();
    }

    private static Optional<Question> question(WireFormat format, String body) {
        return Question.of(format, List.of("key"), RequestDigest.tree(bytes(body)));
    }

    private static String partition(List<String> context, String body) {
        return Question.of(WireFormat.OPENAI_CHAT, context, RequestDigest.tree(bytes(body)))
                .orElseThrow()
                .partition();
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
