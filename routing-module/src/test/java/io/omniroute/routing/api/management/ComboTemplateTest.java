package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.api.management.ManagementServer.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The combo of four tiers that is made of what is connected. */
class ComboTemplateTest {
    private final ManagementServer server = new ManagementServer();

    @BeforeEach
    void connect() {
        post("api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
    }

    @Test
    void theTemplateTakesOneModelOfEachConnectedProviderByTier() {
        assertThat(post("api/combos/template", "{}").status()).isEqualTo(409);
        post("api/providers", "{\"provider\":\"openai\",\"apiKey\":\"sk-1\"}");
        post("api/providers", "{\"provider\":\"acme\"}");
        post("api/provider-models", "{\"provider\":\"acme\",\"model\":\"own\"}");
        Answer made = post("api/combos/template", "{\"name\":\"frugal\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.response().getHeaderString("Location")).endsWith("/api/combos/" + made.id());
        assertThat(made.json().getString("strategy")).isEqualTo("fill-first");
        assertThat(made.json().getJsonArray("steps").getValuesAs(JsonObject.class))
                .extracting(step -> step.getString("model"))
                .containsExactly("openai/gpt-4o", "acme/own");
        assertThat(step(made, 0).getJsonArray("tags").getString(0)).isEqualTo("api-key");
        assertThat(post("api/combos/template", "{\"name\":\"frugal\"}").status())
                .isEqualTo(409);
    }

    @Test
    void theTemplateGoesByTheTiersThatNodesState() {
        for (String tier : List.of("free", "cheap", "subscription")) {
            assertThat(post(
                                    "api/provider-nodes",
                                    "{\"prefix\":\"my-" + tier + "\",\"format\":\"openai-chat\",\"tier\":\"" + tier
                                            + "\",\"baseUrl\":\"http://127.0.0.1:9000/v1\"}")
                            .status())
                    .isEqualTo(201);
            post("api/providers", "{\"provider\":\"my-" + tier + "\"}");
            post("api/provider-models", "{\"provider\":\"my-" + tier + "\",\"model\":\"own\"}");
        }
        post("api/providers", "{\"provider\":\"openai\",\"apiKey\":\"sk-1\"}");
        Answer made = post("api/combos/template", "{}");
        assertThat(made.json().getJsonArray("steps").getValuesAs(JsonObject.class))
                .extracting(step -> step.getString("model"))
                .containsExactly("my-subscription/own", "openai/gpt-4o", "my-cheap/own", "my-free/own");
        assertThat(step(made, 0).getJsonArray("tags").getString(0)).isEqualTo("subscription");
    }

    private Answer post(String path, String body) {
        return server.admin("POST", path, body);
    }

    private static JsonObject step(Answer answer, int index) {
        return answer.json().getJsonArray("steps").getJsonObject(index);
    }
}
