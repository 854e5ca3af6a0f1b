package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.health.CircuitState.Phase;
import io.omniroute.routing.resolution.Fixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Breakers of whole providers, and what waits for a target that rests. */
class HealthGuardPatienceTest extends HealthGuardSetup {
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
    void whatWasNeverSentDrawsNothingAndPaysNothing() {
        rules = withRetries(10, 0);
        for (int i = 0; i < 9; i++) {
            admitted(SPARE).ended(Usage.NONE);
            admitted(SPARE).withdrawn();
        }
        assertThat(guard.admit(facts(SPARE, "model-a", 1, false))).isInstanceOf(Admission.PassedOver.class);
        admitted(SPARE).ended(Usage.NONE);
        Admission.Admitted unsent = (Admission.Admitted) guard.admit(facts(SPARE, "model-a", 1, false));
        unsent.permit().withdrawn();
        assertThat(guard.admit(facts(SPARE, "model-a", 1, false))).isInstanceOf(Admission.Admitted.class);
        assertThat(guard.admit(facts(SPARE, "model-a", 1, false))).isInstanceOf(Admission.PassedOver.class);
    }
}
