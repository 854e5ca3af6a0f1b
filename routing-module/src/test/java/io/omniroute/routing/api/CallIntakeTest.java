package io.omniroute.routing.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.fakes.FakeRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallIntakeTest {
    @ParameterizedTest
    @CsvSource({
        "key=sk-1,sk-1",
        "alt=sse&key=sk%2D1&key=other,sk-1",
        "key=%zz,%zz",
        "key=%,%",
        "key=sk%2,sk%2",
        "monkey=sk-1,",
        "key=,",
        ",",
    })
    void theKeyOfAQueryIsReadWhateverItsEncoding(String query, String key) {
        var request = FakeRequest.of("GET", "/v1/models", query, Map.of());
        assertThat(CallIntake.visitor(request).presentedKey()).isEqualTo(Optional.ofNullable(key));
    }

    @Test
    void aHeaderComesBeforeTheQuery() {
        var request = FakeRequest.of("GET", "/v1/models", "key=%zz", Map.of("x-api-key", "sk-1"));
        assertThat(CallIntake.visitor(request).presentedKey()).contains("sk-1");
    }
}
