package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.settings.ResilienceProfile;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CooldownLadderTest {
    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR, apikey, 0, 3000",
        "SERVER_ERROR, apikey, 1, 6000",
        "SERVER_ERROR, apikey, 5, 60000",
        "SERVER_ERROR, oauth, 0, 5000",
        "SERVER_ERROR, oauth, 15, 60000",
        "RATE_LIMITED, apikey, 0, 1000",
        "RATE_LIMITED, apikey, 3, 8000",
        "RATE_LIMITED, apikey, 15, 120000",
        "RATE_LIMITED, oauth, 0, 60000",
        "RATE_LIMITED, oauth, 1, 120000",
        "RATE_LIMITED, oauth, 2, 300000",
        "RATE_LIMITED, oauth, 3, 600000",
        "RATE_LIMITED, oauth, 8, 1200000",
        "QUOTA_EXHAUSTED, apikey, 0, 60000",
        "QUOTA_EXHAUSTED, apikey, 4, 1200000",
        "CAPACITY, oauth, 2, 4000",
        "MODEL_MISSING, apikey, 3, 120000",
        "CREDENTIAL_REFUSED, apikey, 0, 120000",
        "KEY_INVALID, oauth, 2, 120000",
        "NOT_ALLOWED, apikey, 4, 5000",
        "ACCOUNT_CLOSED, apikey, 0, 1200000",
    })
    void restsGrowWithEachFailure(Reason reason, String profile, int level, long millis) {
        assertThat(CooldownLadder.rest(reason, level, Optional.empty(), profile(profile)))
                .hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, 7000",
        "QUOTA_EXHAUSTED, 7000",
        "CAPACITY, 7000",
        "SERVER_ERROR, 7000",
        "CREDENTIAL_REFUSED, 120000",
        "MODEL_MISSING, 120000",
    })
    void theVendorsOwnWordWinsWhereItSpeaksOfTime(Reason reason, long millis) {
        assertThat(CooldownLadder.rest(reason, 4, Optional.of(Duration.ofSeconds(7)), profile("oauth")))
                .hasMillis(millis);
    }

    private static ResilienceProfile profile(String name) {
        return name.equals("oauth") ? ResilienceProfile.OAUTH : ResilienceProfile.API_KEY;
    }
}
