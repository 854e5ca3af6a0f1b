package io.omniroute.routing.gateway;

import static io.omniroute.provider.wire.WireFormat.ANTHROPIC_MESSAGES;
import static io.omniroute.provider.wire.WireFormat.GEMINI;
import static io.omniroute.provider.wire.WireFormat.OPENAI_CHAT;
import static io.omniroute.provider.wire.WireFormat.OPENAI_RESPONSES;

import java.util.List;
import java.util.stream.Stream;

/** Answers of all formats, as their vendors document them. */
final class KeptAnswers {
    private static final String CALL = "'id':'call_1','type':'function','function':{'name':'f','arguments':'{}'}";

    private static final String ITEMS = "[{'id':'rs_1','type':'reasoning','summary':[],'encrypted_content':'gAAA'},"
            + "{'id':'ws_1','type':'web_search_call','status':'completed','action':{'type':'search','query':'q'}},"
            + "{'id':'msg_1','type':'message','status':'completed','role':'assistant','content':[{'type':'output_text',"
            + "'text':'Hi','annotations':[{'type':'url_citation','url':'https://a.example','start_index':0,'end_index':2}],"
            + "'logprobs':[{'token':'Hi','logprob':-0.1}]}]},"
            + "{'id':'fc_1','type':'function_call','status':'completed','call_id':'call_1','name':'f','arguments':'{}'}]";
    private static final String RESPONSE = "{'id':'resp_1','object':'response','created_at':17,'status':'completed',"
            + "'model':'v','output':" + ITEMS + ",'truncation':'auto','usage':{'input_tokens':7,'output_tokens':3}}";

    private KeptAnswers() {}

    static List<KeptAnswer> plain() {
        return Stream.of(plainChats(), plainMessages(), plainContents(), responses())
                .flatMap(answers -> answers)
                .toList();
    }

    static List<KeptAnswer> rich() {
        return Stream.of(richChats(), richMessages(), richContents())
                .flatMap(answers -> answers)
                .toList();
    }

    private static Stream<KeptAnswer> plainChats() {
        String whole = chat("'content':'Hi','refusal':null,'annotations':[],'tool_calls':[{" + CALL + "}]", "");
        List<String> streamed = List.of(
                chunk("'role':'assistant','content':'Hi'", ",'logprobs':null"),
                chunk("'tool_calls':[{'index':0," + CALL + "}]", ""),
                "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}",
                "[DONE]");
        return Stream.of(
                KeptAnswer.whole("text, a call", OPENAI_CHAT, whole, "chatcmpl-1", "'Hi'", "call_1", "'name':'f'"),
                KeptAnswer.stream("text, a call", OPENAI_CHAT, streamed, "chatcmpl-1", "'content':'Hi'", "call_1"));
    }

    private static Stream<KeptAnswer> plainMessages() {
        String whole = message("{'type':'thinking','thinking':'Hm','signature':'EqQB'},{'type':'text','text':'Hi'},"
                + "{'type':'tool_use','id':'toolu_1','name':'f','input':{'a':1}}");
        List<String> streamed = messageStream("{'type':'text','text':''}", "{'type':'text_delta','text':'Hi'}");
        return Stream.of(
                KeptAnswer.whole(
                        "thoughts, text, a call",
                        ANTHROPIC_MESSAGES,
                        whole,
                        "msg_1",
                        "'Hm'",
                        "'EqQB'",
                        "'Hi'",
                        "toolu_1"),
                KeptAnswer.stream("text", ANTHROPIC_MESSAGES, streamed, "msg_1", "'Hi'"));
    }

    private static Stream<KeptAnswer> plainContents() {
        String whole = gemini(
                "{'text':'Hi'},{'functionCall':{'id':'c1','name':'f','args':{'a':1}},'thoughtSignature':'c2ln'}", "");
        return Stream.of(
                KeptAnswer.whole("text, a call", GEMINI, whole, "'Hi'", "'id':'c1'", "'c2ln'", "'responseId':'r1'"),
                KeptAnswer.stream("text", GEMINI, List.of(gemini("{'text':'Hi'}", "")), "'Hi'", "'responseId':'r1'"));
    }

    private static Stream<KeptAnswer> responses() {
        List<String> streamed = List.of(
                "{'type':'response.created','response':{'id':'resp_1'},'sequence_number':0}",
                "{'type':'response.completed','response':" + RESPONSE + ",'sequence_number':1}");
        return Stream.of(
                KeptAnswer.whole("everything", OPENAI_RESPONSES, RESPONSE, responseFacts()),
                KeptAnswer.stream("everything", OPENAI_RESPONSES, streamed, responseFacts()));
    }

    private static Stream<KeptAnswer> richChats() {
        String logprobs = ",'logprobs':{'content':[{'token':'Hi','logprob':-0.1}]}";
        String audio = "'content':null,'audio':{'id':'audio_1','data':'UklG','transcript':'Hi'}";
        String annotations = "'content':'Hi','annotations':[{'type':'url_citation','url_citation':{'url':'u'}}]";
        String cited = chat("'content':'Hi'", "").replaceFirst("}$", ",'citations':['https://a.example']}");
        return Stream.of(
                        chats("log probabilities", "'content':'Hi'", logprobs),
                        chats("audio", audio, ""),
                        chats("annotations", annotations, ""),
                        chats("OpenRouter's name for thoughts", "'content':'Hi','reasoning':'Hm'", ""),
                        chats("tagged thoughts", "'content':'<think>Hm</think>Hi'", ""),
                        Stream.of(KeptAnswer.whole("citations beside the choices", OPENAI_CHAT, cited)))
                .flatMap(answers -> answers);
    }

    private static Stream<KeptAnswer> richMessages() {
        String citation = "{'type':'char_location','cited_text':'H'}";
        String use = "{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search','input':{}}";
        String search = use + ",{'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[]},"
                + "{'type':'text','text':'Hi'}";
        List<String> cited = messageStream(
                "{'type':'text','text':'Hi','citations':[]}", "{'type':'citations_delta','citation':" + citation + "}");
        List<String> searched = messageStream(use, "{'type':'input_json_delta','partial_json':'{}'}");
        return Stream.of(
                KeptAnswer.whole(
                        "citations",
                        ANTHROPIC_MESSAGES,
                        message("{'type':'text','text':'Hi','citations':[" + citation + "]}")),
                KeptAnswer.whole("a search", ANTHROPIC_MESSAGES, message(search)),
                KeptAnswer.stream("citations", ANTHROPIC_MESSAGES, cited),
                KeptAnswer.stream("a search", ANTHROPIC_MESSAGES, searched));
    }

    private static Stream<KeptAnswer> richContents() {
        String grounded = gemini("{'text':'Hi'}", ",'groundingMetadata':{'webSearchQueries':['q']}");
        String ran = gemini("{'executableCode':{'code':'1'}},{'text':'Hi'}", "");
        String recited = gemini("{'text':'Hi'}", "").replace("'STOP'", "'RECITATION'");
        return Stream.of(
                KeptAnswer.whole("grounding", GEMINI, grounded),
                KeptAnswer.stream("grounding", GEMINI, List.of(grounded)),
                KeptAnswer.whole("code that ran", GEMINI, ran),
                KeptAnswer.whole("an end of its own", GEMINI, recited));
    }

    private static Stream<KeptAnswer> chats(String name, String message, String choice) {
        return Stream.of(
                KeptAnswer.whole(name, OPENAI_CHAT, chat(message, choice)),
                KeptAnswer.stream(
                        name,
                        OPENAI_CHAT,
                        List.of(
                                chunk(message, choice),
                                "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}",
                                "[DONE]")));
    }

    private static String chat(String message, String choice) {
        return "{'id':'chatcmpl-1','object':'chat.completion','created':17,'model':'v','choices':[{'index':0,'message':{"
                + "'role':'assistant'," + message + "}" + choice + ",'finish_reason':'"
                + (message.contains("tool_calls") ? "tool_calls" : "stop") + "'}],'usage':{'prompt_tokens':7,"
                + "'completion_tokens':3,'completion_tokens_details':{'audio_tokens':0}},'service_tier':'default',"
                + "'system_fingerprint':'fp_1'}";
    }

    private static String chunk(String delta, String choice) {
        return "{'id':'chatcmpl-1','object':'chat.completion.chunk','created':17,'model':'v','choices':[{'index':0,'delta':{"
                + delta + "}" + choice + ",'finish_reason':null}],'obfuscation':'xyz'}";
    }

    private static String message(String blocks) {
        return "{'id':'msg_1','type':'message','role':'assistant','model':'v','content':[" + blocks
                + "],'stop_reason':'"
                + (blocks.contains("'tool_use'") ? "tool_use" : "end_turn")
                + "','stop_sequence':null,'usage':{'input_tokens':7,'output_tokens':3,'service_tier':'standard'}}";
    }

    private static List<String> messageStream(String block, String delta) {
        return List.of(
                "{'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant','model':'v','content':[],"
                        + "'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':7,'output_tokens':1}}}",
                "{'type':'content_block_start','index':0,'content_block':" + block + "}",
                "{'type':'ping'}",
                "{'type':'content_block_delta','index':0,'delta':" + delta + "}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':3}}",
                "{'type':'message_stop'}");
    }

    private static String gemini(String parts, String candidate) {
        return "{'candidates':[{'content':{'role':'model','parts':[" + parts + "]},'finishReason':'STOP','index':0"
                + candidate
                + "}],'usageMetadata':{'promptTokenCount':7,'candidatesTokenCount':3,'totalTokenCount':10},"
                + "'modelVersion':'v','responseId':'r1'}";
    }

    private static String[] responseFacts() {
        return new String[] {"'id':'resp_1'", "'created_at':17", "'truncation':'auto'", ITEMS, "'status':'completed'"};
    }
}
