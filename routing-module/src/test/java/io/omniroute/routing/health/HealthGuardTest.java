package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.health.CircuitState.Phase;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Resilience;
import io.omniroute.routing.settings.ResilienceProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HealthGuardTest {
    private static final ProviderDescriptor ACME =
            Fixture.provider("acme", WireFormat.OPENAI_CHAT, "model-a", "model-b");
    private static final Connection MAIN = Fixture.connection("acme", 1);
    private static final Connection SPARE = Fixture.connection("acme", 2);
    private static final Failure FAULT = Failure.of(FailureKind.UPSTREAM_ERROR, "boom");

    private final FakeClock clock = new FakeClock();
    private final Circuits circuits = new Circuits();
    private final Casualties casualties = new Casualties();
    private final List<Duration> waits = new ArrayList<>();
    private Resilience rules = Resilience.DEFAULT;
    private Runnable meanwhile = () -> {};
    private boolean patient = true;
    private final HealthGuard guard = new HealthGuard(circuits, () -> rules, casualties, new FakeRoom(), clock);

    @Test
    void anAccountThatFailedIsPassedOverUntilItsRestIsOver() {
        fail(MAIN, FAULT);
        Failure reason = passedOver(MAIN);
        assertThat(reason.status()).isEqualTo(503);
        assertThat(reason.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_300));
        assertThat(reason.message()).contains("acme/model-a", "SERVER_ERROR").doesNotContain("boom");
        admitted(SPARE);
        clock.advance(Duration.ofSeconds(4));
        admitted(MAIN).served(1);
        assertThat(circuits.states()).isEmpty();
    }

    @Test
    void aRateLimitIsTold429AndTheVendorsResetIsKept() {
        fail(MAIN, limited("slow down", 12));
        Failure reason = passedOver(MAIN);
        assertThat(reason.status()).isEqualTo(429);
        assertThat(reason.retryAfter()).contains(Duration.ofSeconds(12));
    }

    @Test
    void oneExhaustedModelDoesNotBlockTheAccount() {
        fail(MAIN, limited("Rate limit reached for model-a", 60));
        passedOver(MAIN);
        assertThat(guard.admit(facts(MAIN, "model-b", 0, false))).isInstanceOf(Admission.Admitted.class);
        assertThat(circuits.states()).hasSize(1);
    }

    @Test
    void aRequestThatTheVendorRefusesSaysThatItWorks() {
        fail(MAIN, limited("slow down", 12));
        clock.advance(Duration.ofSeconds(12));
        AttemptPermit probe = admitted(MAIN);
        probe.failed(new Failure(
                FailureKind.UPSTREAM_REJECTED, 400, "bad", Optional.empty(), Optional.empty(), Optional.empty()));
        probe.ended(Usage.NONE);
        assertThat(circuits.states()).isEmpty();
    }

    @Test
    void aCallerWhoLeavesIsNoFault() {
        Cancellation cancellation = new Cancellation();
        AttemptFacts facts = new AttemptFacts(
                UUID.randomUUID(), Fixture.openKey(), target(MAIN, "model-a"), 1, 0, true, cancellation);
        AttemptPermit permit = ((Admission.Admitted) guard.admit(facts)).permit();
        cancellation.cancel();
        permit.failed(FAULT);
        assertThat(circuits.states()).isEmpty();
    }

    @Test
    void faultsOfDifferentAccountsOpenTheProvidersBreaker() {
        List<Connection> fleet = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            fleet.add(Fixture.connection("acme", 1));
        }
        fleet.subList(0, 5).forEach(connection -> fail(connection, FAULT));
        assertThat(circuits.state(CircuitKey.of(ACME.id())).orElseThrow().phase())
                .isEqualTo(Phase.OPEN);
        assertThat(passedOver(fleet.get(5)).retryAfter()).contains(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        AttemptPermit probe = admitted(fleet.get(5));
        passedOver(fleet.get(4));
        probe.served(1);
        admitted(fleet.get(4));
        assertThat(circuits.state(CircuitKey.of(ACME.id()))).isEmpty();
    }

    @Test
    void successesBetweenKeepTheProvidersBreakerShut() {
        for (int i = 0; i < 20; i++) {
            Connection connection = Fixture.connection("acme", 1);
            fail(connection, FAULT);
            admitted(SPARE).served(1);
        }
        assertThat(circuits.state(CircuitKey.of(ACME.id()))).isEmpty();
    }

    @Test
    void limitsAreNoFaultOfTheProvider() {
        for (int i = 0; i < 20; i++) {
            fail(Fixture.connection("acme", 1), limited("slow down", 60));
        }
        assertThat(circuits.state(CircuitKey.of(ACME.id()))).isEmpty();
    }

    @Test
    void thresholdsChangeWhileItRuns() {
        rules = withThreshold(1);
        fail(MAIN, FAULT);
        assertThat(circuits.state(account(MAIN)).orElseThrow().phase()).isEqualTo(Phase.OPEN);
        circuits.forgetAll();
        rules = withThreshold(0);
        for (int i = 0; i < 9; i++) {
            fail(MAIN, FAULT);
            clock.advance(Duration.ofMinutes(2));
        }
        assertThat(circuits.state(account(MAIN)).orElseThrow().phase()).isEqualTo(Phase.RESTING);
    }

    @Test
    void theLastTargetIsWaitedForWhenItIsFreeSoon() {
        fail(MAIN, limited("slow down", 2));
        assertThat(guard.admit(facts(MAIN, "model-a", 0, true))).isInstanceOf(Admission.Admitted.class);
        assertThat(waits).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void whatRestsForLongIsNotWaitedFor() {
        fail(MAIN, limited("slow down", 60));
        assertThat(guard.admit(facts(MAIN, "model-a", 0, true))).isInstanceOf(Admission.PassedOver.class);
        assertThat(waits).isEmpty();
    }

    @Test
    void nobodyWaitsWhenTheGatewayStopsOrTheCallerLeft() {
        fail(MAIN, limited("slow down", 2));
        patient = false;
        assertThat(guard.admit(facts(MAIN, "model-a", 0, true))).isInstanceOf(Admission.PassedOver.class);
    }

    @Test
    void whoeverWaitsBehindAProbeGoesOnWhenItServes() {
        fail(MAIN, limited("slow down", 2));
        clock.advance(Duration.ofSeconds(2));
        AttemptPermit probe = admitted(MAIN);
        meanwhile = () -> probe.served(1);
        assertThat(guard.admit(facts(MAIN, "model-a", 0, true))).isInstanceOf(Admission.Admitted.class);
        assertThat(waits).hasSize(1);
    }

    @Test
    void furtherAttemptsAreBounded() {
        rules = withRetries(10, 0);
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted(SPARE).ended(Usage.NONE);
            admitted += guard.admit(facts(SPARE, "model-a", 1, false)) instanceof Admission.Admitted ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(10);
        rules = withRetries(10, 2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(guard.admit(facts(SPARE, "model-a", 1, false))).isInstanceOf(Admission.Admitted.class);
        assertThat(guard.admit(facts(SPARE, "model-a", 1, false))).isInstanceOf(Admission.Admitted.class);
        assertThat(guard.admit(facts(SPARE, "model-a", 1, false))).isInstanceOf(Admission.PassedOver.class);
    }

    @Test
    void aKeyThatIsCalledWrongThreeTimesIsLostAndAClosedAccountAtOnce() {
        Failure wrong = Failure.of(FailureKind.UPSTREAM_AUTH, "Incorrect API key provided", "invalid_api_key");
        for (int i = 0; i < 3; i++) {
            assertThat(casualties.take()).isEmpty();
            fail(MAIN, wrong);
            clock.advance(Duration.ofMinutes(3));
        }
        assertThat(casualties.take()).singleElement().satisfies(lost -> {
            assertThat(lost.connection()).isEqualTo(MAIN.id());
            assertThat(lost.reason()).isEqualTo("KEY_INVALID: Incorrect API key provided");
        });
        fail(SPARE, Failure.of(FailureKind.UPSTREAM_AUTH, "This account has been banned"));
        assertThat(casualties.take()).hasSize(1);
    }

    @Test
    void switchedOffItLetsEverybodyThrough() {
        fail(MAIN, limited("slow down", 60));
        rules = new Resilience(
                false,
                ResilienceProfile.OAUTH,
                ResilienceProfile.API_KEY,
                5,
                Duration.ZERO,
                Duration.ZERO,
                0,
                0,
                LimitDefaults.NONE);
        admitted(MAIN).failed(FAULT);
        assertThat(circuits.states()).hasSize(1);
    }

    private void fail(Connection connection, Failure failure) {
        AttemptPermit permit = admitted(connection);
        permit.failed(failure);
        permit.ended(Usage.NONE);
    }

    private AttemptPermit admitted(Connection connection) {
        return ((Admission.Admitted) guard.admit(facts(connection, "model-a", 0, false))).permit();
    }

    private Failure passedOver(Connection connection) {
        return ((Admission.PassedOver) guard.admit(facts(connection, "model-a", 0, false))).reason();
    }

    private static CircuitKey account(Connection connection) {
        return CircuitKey.of(ACME.id(), connection.id());
    }

    private static AttemptFacts facts(Connection connection, String model, int failed, boolean last) {
        return new AttemptFacts(
                UUID.randomUUID(), Fixture.openKey(), target(connection, model), 1, failed, last, new Cancellation());
    }

    private static Target target(Connection connection, String model) {
        return new Target(ACME, ACME.model(model).orElseThrow(), Optional.of(connection));
    }

    private static Failure limited(String message, int seconds) {
        return new Failure(
                FailureKind.RATE_LIMITED,
                429,
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(seconds)));
    }

    private static Resilience withThreshold(int threshold) {
        ResilienceProfile profile =
                new ResilienceProfile(Duration.ofSeconds(1), Duration.ZERO, 5, threshold, Duration.ofSeconds(30));
        return new Resilience(true, profile, profile, 0, Duration.ZERO, Duration.ZERO, 20, 10, LimitDefaults.NONE);
    }

    private static Resilience withRetries(int percent, int perSecond) {
        return new Resilience(
                true,
                ResilienceProfile.OAUTH,
                ResilienceProfile.API_KEY,
                5,
                Duration.ofSeconds(30),
                Duration.ZERO,
                percent,
                perSecond,
                LimitDefaults.NONE);
    }

    /** Time passes as soon as someone waits. */
    private final class FakeRoom implements WaitingRoom {
        @Override
        public boolean rest(Duration atMost, Cancellation cancellation) {
            waits.add(atMost);
            clock.advance(atMost);
            meanwhile.run();
            return patient;
        }

        @Override
        public void announce() {
            // nobody sleeps here
        }

        @Override
        public void close() {
            patient = false;
        }
    }
}
