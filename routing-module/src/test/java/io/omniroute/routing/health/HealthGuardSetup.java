package io.omniroute.routing.health;

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

/** A guard by a clock of its own, two accounts of one vendor, and calls to them. */
abstract class HealthGuardSetup {
    static final ProviderDescriptor ACME = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "model-a", "model-b");
    static final Connection MAIN = Fixture.connection("acme", 1);
    static final Connection SPARE = Fixture.connection("acme", 2);
    static final Failure FAULT = Failure.of(FailureKind.UPSTREAM_ERROR, "boom");

    final FakeClock clock = new FakeClock();
    final Circuits circuits = new Circuits();
    final Casualties casualties = new Casualties();
    final List<Duration> waits = new ArrayList<>();
    Resilience rules = Resilience.DEFAULT;
    Runnable meanwhile = () -> {};
    boolean patient = true;
    final HealthGuard guard = new HealthGuard(circuits, () -> rules, casualties, new FakeRoom(), clock);

    void fail(Connection connection, Failure failure) {
        AttemptPermit permit = admitted(connection);
        permit.failed(failure);
        permit.ended(Usage.NONE);
    }

    AttemptPermit admitted(Connection connection) {
        return ((Admission.Admitted) guard.admit(facts(connection, "model-a", 0, false))).permit();
    }

    Failure passedOver(Connection connection) {
        return ((Admission.PassedOver) guard.admit(facts(connection, "model-a", 0, false))).reason();
    }

    static CircuitKey account(Connection connection) {
        return CircuitKey.of(ACME.id(), connection.id());
    }

    static AttemptFacts facts(Connection connection, String model, int failed, boolean last) {
        return new AttemptFacts(
                UUID.randomUUID(), Fixture.openKey(), target(connection, model), 1, failed, last, new Cancellation());
    }

    static Target target(Connection connection, String model) {
        return new Target(ACME, ACME.model(model).orElseThrow(), Optional.of(connection));
    }

    static Failure limited(String message, int seconds) {
        return new Failure(
                FailureKind.RATE_LIMITED,
                429,
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(seconds)));
    }

    static Resilience withThreshold(int threshold) {
        ResilienceProfile profile =
                new ResilienceProfile(Duration.ofSeconds(1), Duration.ZERO, 5, threshold, Duration.ofSeconds(30));
        return new Resilience(true, profile, profile, 0, Duration.ZERO, Duration.ZERO, 20, 10, LimitDefaults.NONE);
    }

    static Resilience withRetries(int percent, int perSecond) {
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
    final class FakeRoom implements WaitingRoom {
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
