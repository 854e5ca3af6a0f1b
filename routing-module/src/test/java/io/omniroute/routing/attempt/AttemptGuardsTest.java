package io.omniroute.routing.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptGuardsTest {
    private final Gate health = new Gate(100);
    private final Gate limits = new Gate(900);
    private final Gate traffic = new Gate(1_000);
    private final AttemptGuards guards = new AttemptGuards(List.of(traffic, limits, health));

    @Test
    void whoeverDidNotWaitIsAskedOnce() {
        assertThat(guards.admit(facts())).isInstanceOf(Admission.Admitted.class);
        assertThat(health.asked).hasSize(1);
        assertThat(limits.asked).hasSize(1);
        assertThat(traffic.asked).hasSize(1);
    }

    @Test
    void whatFailedWhileACallWaitedIsPassedOverAfterAll() {
        limits.waits = true;
        limits.meanwhile = () -> health.shut = true;
        assertThat(guards.admit(facts())).isInstanceOf(Admission.PassedOver.class);
        assertThat(health.held).isZero();
        assertThat(limits.held).isZero();
        assertThat(traffic.asked).isEmpty();
    }

    @Test
    void whoeverWaitedHoldsEachPlaceOnceAndDoesNotWaitAgain() {
        limits.waits = true;
        Admission.Admitted admitted = (Admission.Admitted) guards.admit(facts());
        assertThat(health.asked).extracting(AttemptFacts::last).containsExactly(true, false);
        assertThat(limits.asked).hasSize(1);
        assertThat(traffic.asked).extracting(AttemptFacts::last).containsExactly(true);
        assertThat(List.of(health.held, limits.held, traffic.held)).containsOnly(1);
        admitted.permit().ended(Usage.NONE);
        assertThat(List.of(health.held, limits.held, traffic.held)).containsOnly(0);
    }

    @Test
    void whatACountHoldsIsGivenBackWhenAGuardBreaks() {
        traffic.meanwhile = () -> {
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(() -> guards.admitCount(facts())).isInstanceOf(IllegalStateException.class);
        assertThat(limits.asked).hasSize(1);
        assertThat(List.of(health.held, limits.held, traffic.held)).containsOnly(0);
    }

    @Test
    void whatWasAdmittedAndNeverSentIsWithdrawn() {
        limits.waits = true;
        guards.admit(facts());
        assertThat(health.withdrawn).isEqualTo(1);
        limits.waits = false;
        traffic.shut = true;
        guards.admit(facts());
        assertThat(List.of(health.withdrawn, limits.withdrawn)).containsExactly(2, 1);
        assertThat(health.held).isEqualTo(1);
    }

    private static AttemptFacts facts() {
        var acme = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "model-a");
        Target target =
                new Target(acme, acme.model("model-a").orElseThrow(), Optional.of(Fixture.connection("acme", 1)));
        return new AttemptFacts(UUID.randomUUID(), Fixture.openKey(), target, 1, 0, true, new Cancellation());
    }

    private static final class Gate implements AttemptGuard {
        private final int order;
        private final List<AttemptFacts> asked = new ArrayList<>();
        private Runnable meanwhile = () -> {};
        private boolean waits;
        private boolean shut;
        private int held;
        private int withdrawn;

        Gate(int order) {
            this.order = order;
        }

        @Override
        public int order() {
            return order;
        }

        @Override
        public Admission admitCount(AttemptFacts attempt) {
            return admit(attempt);
        }

        @Override
        public Admission admit(AttemptFacts attempt) {
            asked.add(attempt);
            if (shut) {
                return new Admission.PassedOver(Failure.of(FailureKind.OVERLOADED, "rests"));
            }
            meanwhile.run();
            held++;
            AttemptPermit permit = new AttemptPermit() {
                @Override
                public void withdrawn() {
                    withdrawn++;
                    AttemptPermit.super.withdrawn();
                }

                @Override
                public void ended(Usage usage) {
                    held--;
                }
            };
            return new Admission.Admitted(permit, waits);
        }
    }
}
