package io.omniroute.routing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimingsTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final AtomicLong now = new AtomicLong();

    @Test
    void percentilesAreThoseOfSomeCallByNearestRank() {
        assertThat(Spread.of(LongStream.rangeClosed(1, 100).toArray())).isEqualTo(new Spread(100, 50, 95, 99, 51));
        assertThat(Spread.of(30, 10, 20)).isEqualTo(new Spread(3, 20, 30, 30, 20));
        assertThat(Spread.of(7)).isEqualTo(new Spread(1, 7, 7, 7, 7));
        assertThat(Spread.of()).isEqualTo(Spread.NONE);
    }

    @Test
    void onlyCallsOfTheWindowCount() {
        Timings timings = new Timings(10, now::get);
        timings.add(timing(CallKind.WHOLE, 0, 5));
        now.set(WINDOW.toNanos());
        timings.add(timing(CallKind.STREAMED, now.get(), 7));
        assertThat(timings.summary(WINDOW).whole().count()).isEqualTo(2);
        now.incrementAndGet();
        TelemetrySummary later = timings.summary(WINDOW);
        assertThat(later.whole()).isEqualTo(new Spread(1, 7, 7, 7, 7));
        assertThat(later.kinds().get(CallKind.WHOLE)).isEqualTo(Spread.NONE);
        assertThat(later.kinds().get(CallKind.STREAMED).count()).isEqualTo(1);
    }

    @Test
    void theOldestAreForgottenWhenTheRingIsFull() {
        Timings timings = new Timings(3, now::get);
        for (int i = 1; i <= 5; i++) {
            timings.add(timing(CallKind.WHOLE, 0, i));
        }
        assertThat(timings.summary(WINDOW).whole()).isEqualTo(new Spread(3, 4, 5, 5, 4));
    }

    @Test
    void whatWasNotServedIsCountedAndNoMore() {
        Timings timings = new Timings(10, now::get);
        timings.add(timing(CallKind.UNSERVED, 0, 1_000));
        timings.add(timing(CallKind.MEMORY, 0, 2));
        TelemetrySummary summary = timings.summary(WINDOW);
        assertThat(summary.unserved()).isEqualTo(1);
        assertThat(summary.whole()).isEqualTo(new Spread(1, 2, 2, 2, 2));
        assertThat(summary.phases().get(Phase.CONNECT).p99()).isEqualTo(2);
    }

    @Test
    void aPhaseIsThatOfTheCallsThatHadIt() {
        Timings timings = new Timings(10, now::get);
        long[] phases = new long[Phase.ALL.size()];
        phases[Phase.PARSE.ordinal()] = 4;
        timings.add(new CallTiming(CallKind.MEMORY, 0, 4, 4, phases));
        timings.add(timing(CallKind.WHOLE, 0, 9));
        TelemetrySummary summary = timings.summary(WINDOW);
        assertThat(summary.phases().get(Phase.PARSE).count()).isEqualTo(2);
        assertThat(summary.phases().get(Phase.CONNECT)).isEqualTo(new Spread(1, 9, 9, 9, 9));
    }

    /** Each call spends as long in each phase as in all, so that a mixture of two calls would show. */
    @Test
    void aReaderSeesWholeEntriesWhileManyWrite() throws Exception {
        Timings timings = new Timings(64, now::get);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(9)) {
            Future<Long> reader = threads.submit(() -> readUntil(over, timings));
            for (int writer = 0; writer < 8; writer++) {
                long base = 1_000L * (writer + 1);
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        timings.add(timing(CallKind.WHOLE, 0, base + i % 100));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            over.set(true);
            assertThat(reader.get()).isPositive();
        }
        assertThat(timings.summary(WINDOW).whole().count()).isEqualTo(64);
    }

    private static long readUntil(AtomicBoolean over, Timings timings) {
        long reads = 0;
        while (!over.get() || reads == 0) {
            TelemetrySummary summary = timings.summary(WINDOW);
            assertThat(summary.phases().values()).allMatch(summary.whole()::equals);
            reads++;
        }
        return reads;
    }

    @Test
    void aCallsTimeIsSharedOutAmongItsPhases() {
        Timeline timeline = new Timeline(System.nanoTime());
        assertThat(timeline.enter(Phase.CONNECT)).isEqualTo(Phase.PARSE);
        assertThat(timeline.enter(Phase.FINALIZE)).isEqualTo(Phase.CONNECT);
        timeline.enter(Phase.CONNECT);
        CallTiming timing = timeline.end(CallKind.STREAMED);
        assertThat(Phase.ALL.stream().mapToLong(timing::spentIn).sum()).isEqualTo(timing.whole());
        assertThat(timing.spentIn(Phase.CONNECT)).isPositive();
        assertThat(timing.spentIn(Phase.POLICY)).isZero();
        assertThat(timing.overhead()).isEqualTo(timing.whole());
    }

    @Test
    void whatTheGatewayWaitedForIsNotItsOwnTime() {
        Timeline timeline = new Timeline(System.nanoTime() - 1_000_000_000L);
        timeline.waitedForVendor(600_000_000L);
        timeline.waitedForClient(300_000_000L);
        CallTiming timing = timeline.end(CallKind.WHOLE);
        assertThat(timing.overhead()).isEqualTo(timing.whole() - 900_000_000L);
        Timeline odd = new Timeline(System.nanoTime());
        odd.waitedForVendor(Long.MAX_VALUE / 2);
        assertThat(odd.end(CallKind.WHOLE).overhead()).isZero();
    }

    private static CallTiming timing(CallKind kind, long endedAt, long nanos) {
        long[] phases = new long[Phase.ALL.size()];
        Arrays.fill(phases, nanos);
        return new CallTiming(kind, endedAt, nanos, nanos, phases);
    }
}
