package io.omniroute.routing.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrometheusMetersTest {
    private final PrometheusMeters meters = new PrometheusMeters();
    private final MeteredCalls calls = new MeteredCalls(meters);

    @Test
    void thePageShowsEveryKindOfInstrument() throws IOException {
        calls.settled(SettledCalls.of("acme", "a", 200));
        calls.streamOpened("acme", "a");
        calls.refused(WireFormat.GEMINI, 401);

        assertThat(page())
                .contains("omniroute_calls_total{model=\"a\",outcome=\"success\",provider=\"acme\"} 1.0")
                .contains("omniroute_call_duration_seconds_bucket{model=\"a\",provider=\"acme\",le=\"0.05\"} 1")
                .contains("omniroute_call_duration_seconds_sum{model=\"a\",provider=\"acme\"} 0.04")
                .contains("omniroute_open_streams{model=\"a\",provider=\"acme\"} 1.0")
                .contains("omniroute_refused_calls_total{format=\"gemini\",status=\"401\"} 1.0");
    }

    @Test
    void modelNamesCannotBreakThePage() throws IOException {
        calls.settled(SettledCalls.of("acme", "a\"} 1\nevil", 200));

        assertThat(page()).contains("model=\"a\\\"} 1\\nevil\"").doesNotContain("\nevil");
    }

    private String page() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        meters.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
