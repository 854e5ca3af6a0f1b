package io.omniroute.it.policy;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.ScriptedVendor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PoliciesIT {
    private static final String BODY =
            "{ \"model\":\"acme/m\",\"messages\":[{\"role\":\"developer\",\"content\":\"own\"}],\"odd\":1.50}";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static TestGateway gateway;
    private static ScriptedVendor vendor;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of());
        vendor = ScriptedVendor.start(
                request -> Answer.json(
                        "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                                + "\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}"));
        gateway.connect("acme", "openai-chat", vendor.origin() + "/v1");
    }

    @AfterAll
    static void stop() {
        vendor.close();
        gateway.close();
    }

    @Test
    void aKeyIsHeldToItsRulesAndItsPromptReachesTheVendor() throws Exception {
        JsonNode key = gateway.post(
                "/api/keys",
                object(
                        "name",
                        "held",
                        "allowedEndpoints",
                        List.of("chat"),
                        "noLog",
                        true,
                        "systemPrompt",
                        object("prompt", "KEY", "position", "suffix")));
        gateway.send("PUT", "/api/settings/system-prompt", object("prompt", "ALL"), 200);
        String secret = key.path("key").asText();
        assertThat(chat(secret).statusCode()).isEqualTo(200);
        assertThat(vendor.awaitRequest().text())
                .isEqualTo(BODY.replace("acme/m", "m")
                        .replace("developer", "system")
                        .replace("own", "ALL\\n\\nown\\n\\nKEY"));
        gateway.send("PUT", "/api/settings/system-prompt", object("enabled", false), 200);
        HttpResponse<String> refused = call("/v1/messages", secret, "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("permission_error");

        JsonNode rotated = gateway.send(
                "POST", "/api/keys/" + key.path("id").asText() + "/rotate", object("overlapSeconds", 600), 200);
        assertThat(chat(secret).statusCode()).isEqualTo(200);
        assertThat(chat(rotated.path("key").asText()).statusCode()).isEqualTo(200);
        gateway.send("POST", "/api/keys/" + key.path("id").asText() + "/rotate", object(), 200);
        assertThat(chat(secret).statusCode()).isEqualTo(401);
        String page = gateway.get(
                        "/api/usage/logs?limit=100&apiKeyId=" + key.path("id").asText())
                .path("items")
                .toString();
        assertThat(page).isEqualTo("[]");
    }

    @Test
    void aListedAddressIsTurnedAwayButMayStillMendTheFilter() throws Exception {
        gateway.send(
                "PUT",
                "/api/settings/ip-filter",
                object("enabled", true, "blacklist", List.of("127.0.0.0/8"), "coverManagement", true),
                200);
        HttpResponse<String> refused = chat(gateway.key());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("address_not_allowed");
        gateway.send("PUT", "/api/settings/ip-filter", object("enabled", false), 200);
        assertThat(chat(gateway.key()).statusCode()).isEqualTo(200);
        vendor.awaitRequest();
    }

    private static HttpResponse<String> chat(String key) throws IOException, InterruptedException {
        return call("/v1/chat/completions", key, BODY);
    }

    private static HttpResponse<String> call(String path, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url()).resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
