package io.omniroute.routing.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.strategy.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveTrafficTest {
    private static final int THREADS = 200;

    private final FakeClock clock = new FakeClock();
    private final AccountTraffic traffic = new AccountTraffic(clock);
    private final Connection account = Fixture.connection("acme", 1);

    @Test
    void anAttemptIsCountedFromItsBeginningToItsEnd() {
        AttemptPermit permit = begin(account);
        assertThat(load()).isEqualTo(new Load(1, 1, false, 0, 1));
        permit.served(100);
        permit.ended(Usage.NONE);
        permit.ended(Usage.NONE);
        assertThat(load()).isEqualTo(new Load(0, 1, false, 100, 1));
        AttemptPermit second = begin(account);
        second.served(200);
        second.ended(Usage.NONE);
        assertThat(load()).isEqualTo(new Load(0, 2, false, 120, 2));
    }

    @Test
    void aFailureCountsUntilSomethingIsServedOrAMinuteHasPassed() {
        begin(account).failed(Failure.of(FailureKind.OVERLOADED, "busy"));
        assertThat(load().failing()).isTrue();
        clock.advance(Duration.ofSeconds(61));
        assertThat(load().failing()).isFalse();
        AttemptPermit permit = begin(account);
        permit.failed(Failure.of(FailureKind.OVERLOADED, "busy"));
        assertThat(load().failing()).isTrue();
        begin(account).served(3);
        assertThat(load().failing()).isFalse();
    }

    @Test
    void accountsThatWereNeverUsedHaveNoLoad() {
        assertThat(traffic.load(Fixture.connection("acme", 2).id())).isEqualTo(Load.NONE);
        Target keyless = new Target(
                Fixture.provider("local", WireFormat.OPENAI_CHAT, "m"),
                Fixture.provider("local", WireFormat.OPENAI_CHAT, "m").models().get(0),
                Optional.empty());
        assertThat(traffic.admit(new AttemptFacts(UUID.randomUUID(), Fixture.openKey(), keyless, 1)))
                .isEqualTo(new Admission.Admitted(AttemptPermit.NONE));
    }

    @Test
    void nothingIsLostAmongTwoHundredThreads() throws Exception {
        together(i -> {
            for (int n = 0; n < 50; n++) {
                AttemptPermit permit = begin(account);
                if (n % 5 == 0) {
                    permit.failed(Failure.of(FailureKind.UPSTREAM_ERROR, "broken"));
                } else {
                    permit.served(10);
                }
                permit.ended(Usage.NONE);
            }
            return i;
        });
        Load load = load();
        assertThat(load.inFlight()).isZero();
        assertThat(load.total()).isEqualTo(THREADS * 50L);
        assertThat(load.lastUsed()).isEqualTo(THREADS * 50L);
        assertThat(load.latencyMillis()).isEqualTo(10);
    }

    @Test
    void turnsAreDealtExactly() throws Exception {
        Turns turns = new Turns();
        Map<Long, AtomicLong> takers = new ConcurrentHashMap<>();
        together(i -> takers.computeIfAbsent(turns.next("pool", 4), turn -> new AtomicLong())
                .incrementAndGet());
        assertThat(takers).hasSize(THREADS / 4);
        assertThat(takers.values()).allSatisfy(count -> assertThat(count.get()).isEqualTo(4));
        assertThat(turns.next("another pool", 4)).isZero();
    }

    @Test
    void combosCountTheirStepsAndCanBeginAnew() throws Exception {
        ComboTraffic combos = new ComboTraffic(clock);
        ComboId id = ComboId.random();
        ComboStep step = new ComboStep(new Goal.Model("acme", "a", Optional.empty()), 1, List.of());
        together(i -> {
            AttemptPermit permit = combos.step(id, step).begin();
            permit.served(5);
            permit.ended(Usage.NONE);
            combos.calls(id).served(7, i % 2 == 0);
            return i;
        });
        Counters.Totals totals = combos.steps(id).get("acme/a");
        assertThat(totals.requests()).isEqualTo(THREADS);
        assertThat(totals.successes()).isEqualTo(THREADS);
        assertThat(totals.totalMillis()).isEqualTo(5L * THREADS);
        assertThat(totals.lastStatus()).isEqualTo(200);
        assertThat(combos.calls(id).totals().fallbacks()).isEqualTo(THREADS / 2);
        assertThat(combos.calls(id).totals().totalMillis()).isEqualTo(7L * THREADS);
        combos.reset(id);
        assertThat(combos.steps(id)).isEmpty();
        assertThat(combos.calls(id).totals().requests()).isZero();
    }

    private interface Work {
        Object run(int thread);
    }

    private static void together(Work work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> ends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                Callable<Object> task = () -> {
                    start.await();
                    return work.run(thread);
                };
                ends.add(threads.submit(task));
            }
            start.countDown();
            for (Future<Object> end : ends) {
                end.get();
            }
        }
    }

    private AttemptPermit begin(Connection connection) {
        Target target = new Target(
                Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a"),
                Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a").models().get(0),
                Optional.of(connection));
        Admission admission = traffic.admit(new AttemptFacts(UUID.randomUUID(), Fixture.openKey(), target, 1));
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        return ((Admission.Admitted) admission).permit();
    }

    private Load load() {
        return traffic.load(account.id());
    }
}
