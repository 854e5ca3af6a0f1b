package io.omniroute.it.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIServiceException;
import io.omniroute.it.conversation.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What both of OpenAI's formats share. */
final class OpenAiSdk {
    private OpenAiSdk() {}

    static OpenAIClient client(String gateway, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    static Fault fault(OpenAIServiceException e, String textBefore) {
        return new Fault(e.statusCode(), e.type().orElse(""), e.getMessage(), textBefore, e);
    }

    /** The members of a JSON object as the SDK's builders take them. */
    static Map<String, JsonValue> members(JsonNode object) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), JsonValue.fromJsonNode(member.getValue())));
        return members;
    }
}
