package io.omniroute.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.combo.ComboJson;
import io.omniroute.routing.combo.StepRules;
import io.omniroute.routing.json.Body;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoutingPolicyTest {
    private static final ProviderId ACME = new ProviderId("acme");

    private final RoutingPolicy policy = read("""
            {"comboDefaults":{"maxRetries":1,"retryDelayMs":100,"firstTokens":9},
             "providerOverrides":{"acme":{"retryDelayMs":200,"firstTokens":8}}}""");

    @Test
    void laterLevelsOfTheCascadeWin() {
        StepRules own = StepRules.of(policy.configFor(ACME, ComboJson.readConfig(body("{\"firstTokens\":7}"))));
        assertThat(own.firstTokens()).isEqualTo(7);
        assertThat(own.retryDelay()).isEqualTo(Duration.ofMillis(200));
        assertThat(own.maxRetries()).isEqualTo(1);
        assertThat(own.queueTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anotherProviderHasTheDefaultsOfTheInstallation() {
        StepRules other = StepRules.of(policy.configFor(new ProviderId("beta"), ComboJson.readConfig(body("{}"))));
        assertThat(other.retryDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(other.firstTokens()).isEqualTo(9);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(read(RoutingPolicyJson.write(policy).toString())).isEqualTo(policy);
        assertThat(read("{}")).isEqualTo(RoutingPolicy.DEFAULT);
    }

    private static RoutingPolicy read(String json) {
        return RoutingPolicyJson.read(body(json), (name, path) -> new ProviderId(name));
    }

    private static Body body(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return Body.of(reader.readObject());
        }
    }
}
