package io.omniroute.routing.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a count of tokens takes of limits: a request, and no tokens. */
class CountLimitsTest {
    private static final ProviderDescriptor ACME = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "model-a");
    private static final Limits ONE_AT_A_TIME = new Limits(2, 10, Duration.ZERO, 1, 0, Duration.ZERO);

    private final FakeClock clock = new FakeClock();
    private final ConnectionLimits connections = new ConnectionLimits(() -> LimitDefaults.NONE, clock);
    private final KeyLimits keys = new KeyLimits(clock);
    private final ApiKey key = Fixture.openKey().withLimits(ONE_AT_A_TIME);
    private final Connection account = Fixture.connection("acme", 1).withLimits(ONE_AT_A_TIME);

    @Test
    void aKeyIsHeldToItsRequestsAndPlaces() {
        CallPermit first = keys.admitCount(call());
        assertThat(first.headers()).containsEntry("x-ratelimit-remaining-requests", "1");
        requireLimited("concurrent");
        first.released();
        first.released();
        keys.admitCount(call()).released();
        requireLimited("requests per minute");
        LimiterState state = keys.state(key).orElseThrow();
        assertThat(state.running()).isZero();
        assertThat(state.tokensLeft()).isEqualTo(10);
    }

    @Test
    void anAccountIsHeldToThemToo() {
        Admission.Admitted first = (Admission.Admitted) connections.admitCount(facts());
        assertThat(connections.admitCount(facts())).isInstanceOf(Admission.PassedOver.class);
        first.permit().answered(200, ResponseHeaders.NONE);
        first.permit().ended(Usage.NONE);
        Admission.Admitted unsent = (Admission.Admitted) connections.admitCount(facts());
        unsent.permit().ended(Usage.NONE);
        LimiterState state = connections.state(account, ACME.tier()).orElseThrow();
        assertThat(state.running()).isZero();
        assertThat(state.requestsLeft()).isEqualTo(1);
        assertThat(state.tokensLeft()).isEqualTo(10);
    }

    private void requireLimited(String words) {
        assertThatThrownBy(() -> keys.admitCount(call())).isInstanceOfSatisfying(GatewayException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.LIMITED);
            assertThat(e.failure().message()).contains(words);
        });
    }

    private AttemptFacts facts() {
        return AttemptFacts.ofCount(UUID.randomUUID(), key, target(), new Cancellation());
    }

    private Target target() {
        return new Target(ACME, ACME.model("model-a").orElseThrow(), Optional.of(account));
    }

    private CallFacts call() {
        return new CallFacts(
                UUID.randomUUID(),
                key,
                clock.instant(),
                Envelope.ofPath("acme/model-a", false, false),
                0,
                OutputWish.UNSAID,
                List.of(target()),
                Fixture.snapshot(Map.of(), Settings.DEFAULT, ACME),
                cancellation -> () -> {});
    }
}
