package io.omniroute.routing.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VendorMessagesTest {
    @Test
    void whatIsNestedTooDeeplySaysNothing() {
        byte[] body = ("[".repeat(2_000) + "]".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(VendorMessages.read(body, 502, Optional.empty())).isEqualTo("The vendor answered with status 502.");
    }
}
