package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.UpstreamCall;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTestCallTest {
    private final ManagementServer server = new ManagementServer();

    @Test
    void theListOfModelsIsAskedForWithTheKey() {
        String id = connect("{\"provider\":\"azure\",\"apiKey\":\"k-1\",\"parameters\":{\"resource\":\"res\"}}");
        server.vendor.then(200, "{\"data\":[]}");
        JsonObject report = test(id, "");
        assertThat(report.getBoolean("valid")).isTrue();
        assertThat(report.getInt("statusCode")).isEqualTo(200);
        UpstreamCall call = server.vendor.calls().get(0);
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.uri()).hasToString("https://res.openai.azure.com/openai/v1/models");
        assertThat(call.headers()).containsEntry("Authorization", "Bearer k-1");
        assertThat(server.admin("GET", "api/providers/" + id).json().getJsonObject("lastTest"))
                .isEqualTo(report);
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("provider.test");
    }

    @ParameterizedTest
    @CsvSource({"401, auth", "403, auth", "402, quota", "429, rate_limit", "500, vendor_error", "400, rejected"})
    void aRefusalIsDiagnosedInTheVendorsWords(int status, String type) {
        String id = connect("{\"provider\":\"openai\",\"apiKey\":\"k-1\"}");
        server.vendor.then(status, "{\"error\":{\"message\":\"No way.\"}}");
        JsonObject report = test(id, "");
        assertThat(report.getBoolean("valid")).isFalse();
        assertThat(report.getJsonObject("diagnosis").getString("type")).isEqualTo(type);
        assertThat(report.getString("error")).isEqualTo("No way.");
        assertThat(report.getInt("statusCode")).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, /chat/completions, Authorization",
        "openai-responses, /responses, Authorization",
        "anthropic-messages, /v1/messages, x-api-key",
        "gemini, /v1beta/models/m:generateContent, x-goog-api-key",
    })
    void aVendorWithoutAListIsAskedForTheSmallestCompletion(String format, String path, String header) {
        server.admin("POST", "api/provider-nodes", """
                {"prefix":"acme","format":"%s","baseUrl":"http://127.0.0.1:9000"}""".formatted(format));
        server.admin("POST", "api/provider-models", "{\"provider\":\"acme\",\"model\":\"m\"}");
        String id = connect("{\"provider\":\"acme\",\"apiKey\":\"k-1\"}");
        server.vendor.then(404, "<html>nothing</html>").then(200, "{}");
        assertThat(test(id, "").getBoolean("valid")).isTrue();
        UpstreamCall call = server.vendor.calls().get(1);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).hasToString("http://127.0.0.1:9000" + path);
        assertThat(call.headers()).containsKey(header);
        String body = new String(call.body(), StandardCharsets.UTF_8);
        assertThat(body).contains("Hi");
        assertThat(format.equals("gemini") || body.contains("\"model\":\"m\"")).isTrue();
    }

    @Test
    void aNamedModelIsAskedAtOnce() {
        String id = connect("{\"provider\":\"openai\",\"apiKey\":\"k-1\"}");
        server.vendor.then(200, "{}");
        assertThat(test(id, "{\"model\":\"o3\"}").getBoolean("valid")).isTrue();
        assertThat(server.vendor.calls().get(0).uri().getPath()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void withoutListAndModelTheMissingModelIsNamed() {
        server.admin("POST", "api/provider-nodes", """
                {"prefix":"acme","format":"gemini","baseUrl":"http://127.0.0.1:9000"}""");
        String id = connect("{\"provider\":\"acme\"}");
        server.vendor.then(404, "");
        JsonObject report = test(id, "");
        assertThat(report.getJsonObject("diagnosis").getString("type")).isEqualTo("not_found");
        assertThat(report.getString("error")).contains("404");
    }

    @Test
    void whatNeverReachedTheVendorIsANetworkFault() {
        String id = connect("{\"provider\":\"openai\",\"apiKey\":\"k-1\"}");
        server.vendor.thenFail(
                new GatewayException(Failure.of(FailureKind.UPSTREAM_UNREACHABLE, "The connection was refused.")));
        JsonObject report = test(id, "");
        assertThat(report.getInt("statusCode")).isZero();
        assertThat(report.getJsonObject("diagnosis").getString("type")).isEqualTo("network");
        assertThat(report.getJsonObject("diagnosis").getString("code")).isEqualTo("upstream_unreachable");
    }

    private String connect(String body) {
        return server.admin("POST", "api/providers", body).id();
    }

    private JsonObject test(String id, String body) {
        return server.admin("POST", "api/providers/" + id + "/test", body).json();
    }
}
