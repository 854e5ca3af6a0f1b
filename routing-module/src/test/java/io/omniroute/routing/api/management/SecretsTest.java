package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.api.management.ManagementServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String VENDOR_KEY = "sk-vendor-secret-abcdefgh";
    private static final String OTHER_VENDOR_KEY = "sk-vendor-other-ijklmnop";
    private static final String GATEWAY_KEY = "gateway-key-chosen-by-the-administrator-42";
    private static final String PASSWORD = "the password of carol";

    private final ManagementServer server = new ManagementServer();
    private final List<String> answers = new ArrayList<>();

    @Test
    void noSecretIsInAnyAnswerOrAuditEntry() {
        String connection = write(
                        "POST", "api/providers", "{\"provider\":\"openai\",\"apiKey\":\"" + VENDOR_KEY + "\"}")
                .id();
        write("PATCH", "api/providers/" + connection, "{\"apiKey\":\"" + OTHER_VENDOR_KEY + "\"}");
        write("POST", "api/keys", "{\"name\":\"own\",\"key\":\"" + GATEWAY_KEY + "\"}");
        write("POST", "api/users", "{\"name\":\"carol\",\"password\":\"" + PASSWORD + "\",\"role\":\"VIEWER\"}");
        String shownOnce = server.admin("POST", "api/keys", "{\"name\":\"generated\"}")
                .json()
                .getString("key");
        server.vendor.then(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + OTHER_VENDOR_KEY + "\"}}");
        write("POST", "api/providers/" + connection + "/test", "");
        // refused ones must not quote them either
        write("POST", "api/providers", "{\"provider\":\"openai\",\"apiKey\":\"" + VENDOR_KEY + "\"}");
        write("POST", "api/keys", "{\"name\":\"twin\",\"key\":\"" + GATEWAY_KEY + "\"}");
        write("POST", "api/users", "{\"name\":\"carol\",\"password\":\"" + PASSWORD + "\",\"role\":\"VIEWER\"}");
        write("POST", "api/users", "{\"password\":\"" + PASSWORD + "\" broken");
        for (String path : List.of("providers", "keys", "users", "config", "audit", "provider-nodes", "settings")) {
            answers.add(server.admin("GET", "api/" + path).text());
        }
        List<String> everything = new ArrayList<>(answers);
        server.desk.stores.audit.entries().forEach(entry -> everything.add(entry.toString()));
        assertThat(everything).hasSizeGreaterThan(20).allSatisfy(text -> assertThat(text)
                .doesNotContain(VENDOR_KEY, OTHER_VENDOR_KEY, GATEWAY_KEY, PASSWORD, shownOnce)
                .doesNotContain("fake:"));
        server.desk.stores.keys.list().forEach(key -> assertThat(everything)
                .allSatisfy(text -> assertThat(text).doesNotContain(key.hash())));
    }

    private Answer write(String method, String path, String body) {
        Answer answer = server.admin(method, path, body);
        answers.add(answer.text());
        return answer;
    }
}
