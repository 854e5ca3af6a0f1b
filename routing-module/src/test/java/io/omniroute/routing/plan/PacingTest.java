package io.omniroute.routing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.combo.StepRules;
import io.omniroute.routing.resolution.Fixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacingTest {
    private final Pacing pacing = new Pacing();

    @Test
    void aStepWithoutALimitLetsEverybodyIn() {
        Leg open = leg(0, "open");
        for (int i = 0; i < 500; i++) {
            assertThat(pacing.enter(open, new Cancellation())).isPresent();
        }
    }

    @Test
    void everyStepHasPlacesOfItsOwn() {
        Optional<Runnable> place = pacing.enter(leg(1, "here"), new Cancellation());
        assertThat(place).isPresent();
        assertThat(pacing.enter(leg(1, "here"), new Cancellation())).isEmpty();
        assertThat(pacing.enter(leg(1, "there"), new Cancellation())).isPresent();
        place.get().run();
        assertThat(pacing.enter(leg(1, "here"), new Cancellation())).isPresent();
    }

    @Test
    @Timeout(20)
    void aPauseEndsWhenTheCallerLeaves() {
        Cancellation cancellation = new Cancellation();
        Thread.ofVirtual().start(cancellation::cancel);
        pacing.pause(Duration.ofDays(1), cancellation);
        assertThat(cancellation.isCancelled()).isTrue();
    }

    private static Leg leg(int concurrency, String gate) {
        var provider = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a");
        ComboConfig config = new ComboConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(concurrency),
                Optional.of(Duration.ZERO),
                Optional.empty(),
                Optional.empty());
        return new Leg(provider, provider.models().get(0), List.of(), StepRules.of(config), gate, List.of(), List.of());
    }
}
