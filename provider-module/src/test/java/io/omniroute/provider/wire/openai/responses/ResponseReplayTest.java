package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponseBuilder;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.SseReader;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.UpstreamRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseReplayTest {
    private static final byte[] RESPONSE = ("{'id':'resp_1','status':'incomplete','incomplete_details':{'reason':"
                    + "'max_output_tokens'},'model':'v','output':[{'id':'rs_1','type':'reasoning','summary':[{'type':"
                    + "'summary_text','text':'Hm'},{'type':'summary_text','text':'So'}],'encrypted_content':'gAAA'},"
                    + "{'id':'msg_1','type':'message','status':'completed','role':'assistant','content':[{'type':"
                    + "'output_text','text':'Hi','annotations':[{'type':'url_citation','url':'u'}]},{'type':'refusal',"
                    + "'refusal':'No'}]},{'id':'fc_1','type':'function_call','status':'completed','call_id':'c1','name':"
                    + "'f','arguments':'{}'},{'id':'ct_1','type':'custom_tool_call','call_id':'c2','name':'g','input':"
                    + "'x'}],'usage':{'input_tokens':7,'output_tokens':3,'total_tokens':10}}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);

    private final OpenAiResponsesUpstreamCodec codec = new OpenAiResponsesUpstreamCodec();
    private final UpstreamRequest sent = new UpstreamRequest(new byte[0], Map.of(), new ToolNames());

    @Test
    void theStreamOfAResponseSaysWhatTheResponseSays() throws IOException {
        StreamDecoder decoder = codec.newStreamDecoder(sent);
        List<ChatEvent> events = new ArrayList<>();
        List<JsonNode> data = new ArrayList<>();
        SseReader reader = new SseReader(new ByteArrayInputStream(streamed()));
        while (reader.fill()) {
            for (SseFrame frame = reader.poll(); frame != null; frame = reader.poll()) {
                data.add(Json.vendorObject(frame));
                decoder.accept(frame, events::add);
            }
        }
        decoder.end(events::add);
        assertThat(ChatResponseBuilder.fold(events))
                .isEqualTo(ChatResponseBuilder.fold(codec.readResponse(RESPONSE, sent)));
        assertThat(data)
                .extracting(event -> event.path("sequence_number").asInt())
                .isSorted()
                .startsWith(0, 1);
        assertThat(data)
                .extracting(event -> event.path("type").asText())
                .startsWith("response.created", "response.in_progress", "response.output_item.added")
                .contains("response.output_text.annotation.added")
                .endsWith("response.output_item.done", "response.incomplete");
        assertThat(ResponseReplay.whole(data).orElseThrow()).isEqualTo(RESPONSE);
    }

    @Test
    void aStreamThatDoesNotEndWithItsResponseHasNoWhole() {
        assertThat(ResponseReplay.whole(List.of(Json.object().put("type", "response.completed"))))
                .isEmpty();
        assertThat(ResponseReplay.stream(List.of(Json.object().put("id", "resp_1"))))
                .isEmpty();
    }

    private static byte[] streamed() {
        return ResponseReplay.stream(List.of(Json.vendorObject(RESPONSE))).orElseThrow();
    }
}
