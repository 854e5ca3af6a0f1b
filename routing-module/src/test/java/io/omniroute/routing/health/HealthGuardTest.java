package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Resilience;
import io.omniroute.routing.settings.ResilienceProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HealthGuardTest extends HealthGuardSetup {
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
    void aRateLimitWithNoTimeToWaitRestsAllTheSame() {
        fail(MAIN, limited("slow down", 0));
        assertThat(passedOver(MAIN).retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_100));
        clock.advance(Duration.ofSeconds(2));
        fail(MAIN, limited("slow down", 0));
        assertThat(passedOver(MAIN).retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_200));
    }

    @Test
    void countsKeepAwayFromWhoRestsAndProbeNobody() {
        assertThat(guard.admitCount(facts(MAIN, "model-a", 0, false))).isInstanceOf(Admission.Admitted.class);
        fail(MAIN, limited("slow down", 12));
        assertThat(guard.admitCount(facts(SPARE, "model-a", 0, false))).isInstanceOf(Admission.Admitted.class);
        assertThat(guard.admitCount(facts(MAIN, "model-a", 0, false))).isInstanceOf(Admission.PassedOver.class);
        clock.advance(Duration.ofSeconds(12));
        assertThat(guard.admitCount(facts(MAIN, "model-a", 0, false))).isInstanceOf(Admission.PassedOver.class);
        admitted(MAIN).served(1);
        assertThat(guard.admitCount(facts(MAIN, "model-a", 0, false))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void afterASingleFaultCountsComeBackWithEverybody() {
        fail(MAIN, FAULT);
        assertThat(guard.admitCount(facts(MAIN, "model-a", 0, false))).isInstanceOf(Admission.PassedOver.class);
        clock.advance(Duration.ofSeconds(4));
        assertThat(guard.admitCount(facts(MAIN, "model-a", 0, false))).isInstanceOf(Admission.Admitted.class);
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
    void aKeyThatIsCalledWrongThreeTimesIsLostAndAClosedAccountAtOnce() {
        Failure wrong = Failure.of(FailureKind.UPSTREAM_AUTH, "Incorrect API key provided", "invalid_api_key");
        for (int i = 0; i < 3; i++) {
            assertThat(casualties.take()).isEmpty();
            fail(MAIN, wrong);
            clock.advance(Duration.ofMinutes(3));
        }
        assertThat(casualties.take()).singleElement().satisfies(lost -> {
            assertThat(lost.id()).isEqualTo(MAIN.id());
            assertThat(lost.reason()).isEqualTo("KEY_INVALID: Incorrect API key provided");
        });
        fail(SPARE, Failure.of(FailureKind.UPSTREAM_AUTH, "This account has been banned"));
        assertThat(casualties.take()).hasSize(1);
    }

    @Test
    void whatBeganBeforeAnAccountWasChangedSaysNothingOfIt() {
        Failure revoked = Failure.of(FailureKind.UPSTREAM_AUTH, "The API key has been revoked");
        AttemptPermit first = admitted(MAIN);
        circuits.forget(MAIN.id());
        first.failed(revoked);
        assertThat(circuits.states()).isEmpty();
        AttemptPermit second = admitted(MAIN);
        AttemptPermit third = admitted(MAIN);
        second.failed(revoked);
        assertThat(casualties.take()).hasSize(1);
        circuits.forget(MAIN.id());
        third.failed(revoked);
        assertThat(circuits.states()).isEmpty();
        assertThat(casualties.take()).isEmpty();
        fail(MAIN, revoked);
        casualties.forget(MAIN.id());
        assertThat(casualties.take()).isEmpty();
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
}
