package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.health.CircuitState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Illness FAULT = illness(Reason.SERVER_ERROR, Duration.ofSeconds(3), false);
    private static final Illness LIMIT = illness(Reason.RATE_LIMITED, Duration.ofSeconds(20), true);

    private final Circuit circuit = new Circuit(CircuitState.closed(NOON));

    @Test
    void aFailureShutsItForItsRest() {
        circuit.failed(open(NOON), FAULT, NOON);
        assertThat(circuit.state().phase()).isEqualTo(Phase.RESTING);
        assertThat(shut(NOON.plusSeconds(1)).rest()).hasSeconds(2);
        assertThat(open(NOON.plusSeconds(3)).probe()).isFalse();
    }

    @Test
    void manyFailuresTogetherAreOneStep() throws InterruptedException {
        List<Entry.Open> tickets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tickets.add(open(NOON));
        }
        AtomicInteger steps = new AtomicInteger();
        atOnce(200, i -> circuit.failed(tickets.get(i), FAULT, NOON).ifPresent(state -> steps.incrementAndGet()));
        assertThat(steps).hasValue(1);
        assertThat(circuit.state().failures()).isEqualTo(1);
        assertThat(circuit.state().until()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void aStragglerThatBringsALaterResetIsBelieved() {
        Entry.Open first = open(NOON);
        Entry.Open second = open(NOON);
        circuit.failed(first, FAULT, NOON);
        assertThat(circuit.failed(second, LIMIT, NOON)).isEmpty();
        assertThat(circuit.state().until()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void aStragglersSuccessDoesNotEndARest() {
        Entry.Open first = open(NOON);
        Entry.Open second = open(NOON);
        circuit.failed(first, LIMIT, NOON);
        assertThat(circuit.succeeded(second, NOON)).isEmpty();
        assertThat(circuit.state().phase()).isEqualTo(Phase.RESTING);
    }

    @Test
    void oneOfTwoHundredProbesALimitedAccount() throws InterruptedException {
        circuit.failed(open(NOON), LIMIT, NOON);
        AtomicInteger probes = new AtomicInteger();
        atOnce(200, i -> {
            if (circuit.enter(NOON.plusSeconds(20)) instanceof Entry.Open open) {
                assertThat(open.probe()).isTrue();
                probes.incrementAndGet();
            }
        });
        assertThat(probes).hasValue(1);
        assertThat(circuit.state().phase()).isEqualTo(Phase.HALF_OPEN);
    }

    @Test
    void theProbesSuccessOpensItToAllAndItsFailureRestsLonger() {
        circuit.failed(open(NOON), LIMIT, NOON);
        Entry.Open probe = open(NOON.plusSeconds(20));
        assertThat(circuit.failed(probe, FAULT, NOON.plusSeconds(21))).isPresent();
        assertThat(circuit.state().until()).isEqualTo(NOON.plusSeconds(27)); // the second step of three seconds
        Entry.Open next = open(NOON.plusSeconds(27));
        assertThat(next.probe()).isTrue();
        assertThat(circuit.succeeded(next, NOON.plusSeconds(28))).isPresent();
        assertThat(circuit.state().isPristine()).isTrue();
        assertThat(open(NOON.plusSeconds(28)).probe()).isFalse();
    }

    @Test
    void aProbeThatIsGivenBackOrLostGoesToTheNext() {
        circuit.failed(open(NOON), LIMIT, NOON);
        Instant due = NOON.plusSeconds(20);
        Entry.Open given = open(due);
        shut(due);
        circuit.released(given, due);
        Entry.Open lost = open(due);
        assertThat(lost.probe()).isTrue();
        shut(due.plusSeconds(9));
        assertThat(open(due.plus(Circuit.PROBE_LEASE)).probe()).isTrue();
        assertThat(circuit.succeeded(lost, due.plusSeconds(60))).isPresent(); // slow, and good news all the same
    }

    @Test
    void theBreakerOpensAfterFaultsInARowAndClosesWithTheProbe() {
        Instant now = NOON;
        for (int i = 0; i < 3; i++) {
            now = circuit.state().until().isAfter(now) ? circuit.state().until() : now;
            circuit.failed(open(now), FAULT, now);
        }
        assertThat(circuit.state().phase()).isEqualTo(Phase.OPEN);
        assertThat(circuit.state().until()).isEqualTo(now.plusSeconds(30));
        shut(now.plusSeconds(29));
        Entry.Open probe = open(now.plusSeconds(30));
        assertThat(probe.probe()).isTrue();
        circuit.failed(probe, FAULT, now.plusSeconds(31));
        assertThat(circuit.state().phase()).isEqualTo(Phase.OPEN);
        circuit.succeeded(open(now.plusSeconds(61)), now.plusSeconds(61));
        assertThat(circuit.state().phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void limitsOfAnAccountNeverOpenItsBreaker() {
        Instant now = NOON;
        for (int i = 0; i < 10; i++) {
            circuit.failed(open(now), LIMIT, now);
            now = circuit.state().until();
        }
        assertThat(circuit.state().phase()).isEqualTo(Phase.RESTING);
        assertThat(circuit.state().strikes()).isEqualTo(10);
    }

    private Entry.Open open(Instant now) {
        return (Entry.Open) circuit.enter(now);
    }

    private Entry.Shut shut(Instant now) {
        return (Entry.Shut) circuit.enter(now);
    }

    private static Illness illness(Reason reason, Duration rest, boolean hinted) {
        return new Illness(
                reason,
                "said the vendor",
                level -> hinted ? rest : rest.multipliedBy(1L << level),
                hinted,
                3,
                Duration.ofSeconds(30));
    }

    /** Does it so often on threads of their own, all at the same time. */
    static void atOnce(int times, java.util.function.IntConsumer work) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger broken = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    start.await();
                    work.accept(number);
                } catch (InterruptedException | RuntimeException | AssertionError e) {
                    broken.incrementAndGet();
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(broken).hasValue(0);
    }
}
