package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.array;
import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counts of tokens keep to whom calls keep to. */
class CountingIT {
    private static final String BODY = "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whoRestsIsNotAskedAndTheCountIsEstimated() {
        try (ScriptedVendor vendor = ScriptedVendor.start(request -> counts(request)
                ? Answer.json("{\"input_tokens\":4711}")
                : Answer.of(429, "application/json", error("rate_limit_error")))) {
            gateway.connect("tired", "anthropic-messages", vendor.origin());
            assertThat(status(gateway.key(), "/v1/messages", "tired")).isEqualTo(429);
            int asked = vendor.requests().size();

            try (RawCall count = call(gateway.key(), "/v1/messages/count_tokens", "tired")) {
                assertThat(count.status()).isEqualTo(200);
                assertThat(count.json().path("input_tokens").asInt()).isBetween(1, 100);
            }

            assertThat(vendor.requests()).hasSize(asked);
        }
    }

    @Test
    void aVendorThatCannotCountIsNotIll() {
        try (ScriptedVendor vendor = ScriptedVendor.start(request -> counts(request)
                ? Answer.of(404, "application/json", error("not_found_error"))
                : Answer.json("{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}"))) {
            gateway.connect("unable", "anthropic-messages", vendor.origin());
            assertThat(status(gateway.key(), "/v1/messages/count_tokens", "unable"))
                    .isEqualTo(404);
            assertThat(status(gateway.key(), "/v1/messages", "unable")).isEqualTo(200);
        }
    }

    @Test
    void aCountIsARequestOfItsKeyAndItsAccount() {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{\"input_tokens\":4711}"))) {
            gateway.connect("limited", "anthropic-messages", vendor.origin());
            JsonNode made = gateway.post(
                    "/api/keys",
                    object("name", "counting", "allowedModels", array("*"), "limits", object("requestsPerMinute", 2)));
            String key = made.path("key").asText();
            assertThat(status(key, "/v1/messages/count_tokens", "limited")).isEqualTo(200);
            assertThat(status(key, "/v1/messages/count_tokens", "limited")).isEqualTo(200);
            try (RawCall count = call(key, "/v1/messages/count_tokens", "limited")) {
                assertThat(count.status()).isEqualTo(429);
                assertThat(count.header("retry-after")).isNotEmpty();
                assertThat(count.header("x-ratelimit-remaining-requests")).isEqualTo("0");
                assertThat(count.text()).contains("\"type\":\"error\"", "rate_limit_error");
            }
            assertThat(vendor.requests()).hasSize(2);
        }
    }

    private static boolean counts(RecordedRequest request) {
        return request.path().contains("count_tokens");
    }

    private static String error(String type) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"No.\"}}";
    }

    private static int status(String key, String path, String node) {
        try (RawCall call = call(key, path, node)) {
            return call.status();
        }
    }

    private static RawCall call(String key, String path, String node) {
        return RawCall.post(
                gateway.port(),
                path,
                Map.of("x-api-key", key, "content-type", "application/json"),
                "{\"model\":\"" + node + "/m\"," + BODY);
    }
}
