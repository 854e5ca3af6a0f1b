package io.omniroute.it.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.testkit.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendors of the tests refuse what the real ones refuse; a matrix against lenient ones would prove nothing. */
class StrictVendorTest {
    private static final String CALLED =
            "{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [{'role':'user','content':'x'}]                                               |
            []                                                                            | must not be empty
            [{'role':'boss','content':'x'}]                                               | invalid value
            [{'role':'user','content':[]}]                                                | non-empty
            [{'role':'user','content':'x','reasoning_content':'y'}]                       | Unknown name
            [{'role':'assistant','content':null}]                                         | got null
            [CALLED]                                                                      | did not have response
            [CALLED,{'role':'user','content':'x'}]                                        | must be followed by tool messages
            [CALLED,{'role':'tool','tool_call_id':'b','content':'x'}]                     | not found
            [CALLED,{'role':'tool','tool_call_id':'a','content':'x'}]                     |
            [{'role':'user','content':[{'type':'image','source':{}}]}]                    | invalid part
            """)
    void chatCompletionsWatchesItsTurns(String messages, String refusal) {
        String body = "{'model':'gpt-4o','messages':" + messages.replace("CALLED", CALLED) + "}";
        assertRefused(new ChatVoice(), "/v1/chat/completions", body, refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'temperature':2.5                                                             | temperature
            'top_k':5                                                                     | top_k
            'stream_options':{'include_usage':true}                                       | stream_options
            'tool_choice':'auto'                                                          | tool_choice
            'response_format':{'type':'json_object'}                                      | json
            'reasoning_effort':'low'                                                      | reasoning_effort
            'user':'{device_id: 0123456789abcdef0123456789abcdef, session_id: 01234567}'   | user
            'tools':[{'type':'function','function':{'name':'a b'}}]                       | name
            """)
    void chatCompletionsWatchesItsSettings(String setting, String refusal) {
        String body = "{'model':'gpt-4o'," + setting + ",'messages':[{'role':'user','content':'x'}]}";
        assertRefused(new ChatVoice(), "/v1/chat/completions", body, refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'input':'x'                                                                   |
            'input':'x','max_output_tokens':5                                             | below 16
            'input':'x','stop':'y'                                                        | Unknown parameter
            'input':'x','user':'device 0123456789abcdef0123456789abcdef, session 0123456789abcdef' | maximum length 64
            'input':[{'role':'user','content':[{'type':'text','text':'x'}]}]              | Supported values
            'input':[{'role':'assistant','content':[{'type':'input_text','text':'x'}]}]   | Supported values
            'input':[{'type':'function_call','call_id':'a','name':'f','arguments':'{}'}]  | No tool output
            'input':[{'type':'function_call_output','call_id':'a','output':'x'}]          | No tool call
            'input':[{'type':'function_call','id':'a','call_id':'a','name':'f','arguments':'{}'}] | begins with 'fc'
            'input':'x','tools':[{'type':'function','name':'f','parameters':{'type':'object'}}] | additionalProperties
            'input':[{'type':'reasoning','summary':[],'encrypted_content':'foreign'}]     | invalid_encrypted_content
            """)
    void responsesWatchesItsItems(String members, String refusal) {
        assertRefused(new ResponsesVoice(), "/v1/responses", "{'model':'gpt-5'," + members + "}", refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'max_tokens':9,'messages':[{'role':'user','content':'x'}]                     |
            'messages':[{'role':'user','content':'x'}]                                    | max_tokens
            'max_tokens':9,'messages':[{'role':'assistant','content':'x'}]                | first message
            'max_tokens':9,'messages':[{'role':'user','content':[{'type':'text','text':' '}]}] | non-whitespace
            'max_tokens':9,'messages':[{'role':'user','content':'x'}],'temperature':1.5   | temperature
            'max_tokens':9,'messages':[{'role':'user','content':'x'}],'seed':1            | Extra inputs
            'max_tokens':9,'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled','budget_tokens':1024} | max_tokens
            'max_tokens':9,'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]}] | unexpected
            'max_tokens':9,'tools':[{'name':'f','input_schema':{}}],'messages':[{'role':'user','content':'x'}] | input_schema
            'max_tokens':9,'messages':[{'role':'user','content':'x'},{'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'foreign'}]}] | Invalid `signature`
            """)
    void messagesWatchesItsBlocks(String members, String refusal) {
        assertRefused(new MessagesVoice(), "/v1/messages", "{'model':'claude-sonnet-4-5'," + members + "}", refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'contents':[{'role':'user','parts':[{'text':'x'}]}]                           |
            'contents':[]                                                                 | not specified
            'contents':[{'role':'user','parts':[]}]                                       | must not be empty
            'contents':[{'role':'user','parts':[{'text':''}]}]                            | text parameter
            'contents':[{'role':'assistant','parts':[{'text':'x'}]}]                      | valid role
            'contents':[{'role':'user','parts':[{'text':'x','inlineData':{}}]}]           | oneof
            'contents':[{'role':'user','parts':[{'functionResponse':{'name':'f','response':{}}}]}] | number of function response
            'contents':[{'role':'user','parts':[{'text':'x'}]}],'generationConfig':{'stop':['y']}  | Unknown name
            'contents':[{'role':'user','parts':[{'text':'x'}]}],'generationConfig':{'thinkingConfig':{'thinkingLevel':'LOW'}} | not supported
            'contents':[{'role':'user','parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'object','properties':{'a':{'$ref':'#/b'}}}}]}] | Unknown name
            """)
    void generateContentWatchesItsParts(String members, String refusal) {
        String path = "/v1beta/models/gemini-2.5-flash:generateContent";
        assertRefused(new GenerateVoice(), path, "{" + members + "}", refusal);
    }

    private static void assertRefused(Voice voice, String path, String body, String refusal) {
        Map<String, List<String>> headers = Map.of(
                "authorization", List.of("Bearer " + StrictVendor.KEY),
                "x-api-key", List.of(StrictVendor.KEY),
                "x-goog-api-key", List.of(StrictVendor.KEY),
                "anthropic-version", List.of("2023-06-01"));
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        Optional<String> violation =
                voice.violation(new RecordedRequest("POST", path, headers, bytes, 1, new CompletableFuture<>()));

        if (refusal == null) {
            assertThat(violation).isEmpty();
        } else {
            assertThat(violation).hasValueSatisfying(words -> assertThat(words).contains(refusal.replace('"', '\'')));
        }
    }
}
