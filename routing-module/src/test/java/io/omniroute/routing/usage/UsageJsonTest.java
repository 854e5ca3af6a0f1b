package io.omniroute.routing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageJsonTest {
    @Test
    void aRecordComesBackAsItWas() throws IOException {
        UsageRecord full = UsageSamples.full("r");
        assertThat(UsageJson.read(UsageJson.write(full))).isEqualTo(full);
        UsageRecord refused = UsageSamples.refused("r");
        assertThat(text(refused)).doesNotContain("firstByteMillis");
        assertThat(UsageJson.read(UsageJson.write(refused))).isEqualTo(refused);
    }

    @Test
    void anOlderJournalSaysMinusOneForNoFirstByte() throws IOException {
        UsageRecord refused = UsageSamples.refused("r");
        String older = text(refused).replace("\"durationMillis\"", "\"firstByteMillis\":-1,\"durationMillis\"");
        assertThat(UsageJson.read(older.getBytes(StandardCharsets.UTF_8))).isEqualTo(refused);
    }

    @Test
    void anOlderJournalKnowsNoCombo() throws IOException {
        UsageRecord full = UsageSamples.full("r");
        String older = text(full).replace(",\"combo\":\"always-on\"", "");
        assertThat(older).isNotEqualTo(text(full));
        assertThat(UsageJson.read(older.getBytes(StandardCharsets.UTF_8)).combo())
                .isEmpty();
    }

    @Test
    void anOlderJournalKnowsOnlyThatWhoServedWasAsked() throws IOException {
        UsageRecord full = UsageSamples.full("r");
        String older = text(full).replace(",\"asked\":false", "");
        assertThat(older).isNotEqualTo(text(full)).doesNotContain("asked");
        assertThat(UsageJson.read(older.getBytes(StandardCharsets.UTF_8)).attempts())
                .extracting(Attempt::asked)
                .containsExactly(Optional.empty(), Optional.of(true));
    }

    private static String text(UsageRecord usage) {
        return new String(UsageJson.write(usage), StandardCharsets.UTF_8);
    }
}
