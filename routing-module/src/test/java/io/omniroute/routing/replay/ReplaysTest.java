package io.omniroute.routing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.answer.RecordedAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private static final Replays.Scope SCOPE = new Replays.Scope(ApiKeyId.random(), "again");
    private static final RecordedAnswer ANSWER = new RecordedAnswer(
            RecordedAnswer.Shape.WHOLE, new byte[] {1}, "acme", "a", Usage.of(1, 1), BigDecimal.ONE, List.of());

    private final AtomicLong nanos = new AtomicLong();
    private final Replays replays = new Replays(nanos::get);

    @Test
    void anAnswerIsReplayedWithinTheWindowOnly() {
        answer(SCOPE);
        assertThat(claim("f")).isEqualTo(new Claim.Known(ANSWER));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(claim("f")).isInstanceOf(Claim.First.class);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsAMismatch() {
        answer(SCOPE);
        assertThat(claim("other")).isInstanceOf(Claim.Mismatched.class);
        Claim.First running = (Claim.First) claim(new Replays.Scope(ApiKeyId.random(), "b"), "f", new Cancellation());
        running.close();
    }

    @Test
    void anotherKeyOwnerKnowsNothingOfIt() {
        answer(SCOPE);
        Claim claim = claim(new Replays.Scope(ApiKeyId.random(), "again"), "f", new Cancellation());
        assertThat(claim).isInstanceOf(Claim.First.class);
    }

    @Test
    void ofTwoHundredTwinsOneCallsAndAllShare() throws Exception {
        AtomicInteger firsts = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Claim>> twins = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                twins.add(threads.submit(() -> {
                    begun.await();
                    Claim claim = claim("f");
                    if (claim instanceof Claim.First first) {
                        firsts.incrementAndGet();
                        try (first) {
                            Thread.yield();
                            first.answered(ANSWER);
                        }
                    }
                    return claim;
                }));
            }
            begun.countDown();
            int shared = 0;
            for (Future<Claim> twin : twins) {
                shared += twin.get() instanceof Claim.Known ? 1 : 0;
            }
            assertThat(firsts).hasValue(1);
            assertThat(shared).isEqualTo(199);
        }
    }

    @Test
    void whenTheFirstFailsAnotherTakesItsPlace() throws Exception {
        Claim.First failing = (Claim.First) claim("f");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Claim> twin = threads.submit(() -> claim("f"));
            failing.close();
            assertThat(twin.get()).isInstanceOf(Claim.First.class);
        }
    }

    @Test
    void whoLeavesDoesNotWait() {
        Claim.First running = (Claim.First) claim("f");
        Cancellation left = new Cancellation();
        left.cancel();
        assertThat(claim(SCOPE, "f", left)).isInstanceOf(Claim.Left.class);
        running.close();
    }

    private void answer(Replays.Scope scope) {
        try (Claim.First first = (Claim.First) claim(scope, "f", new Cancellation())) {
            first.answered(ANSWER);
        }
    }

    private Claim claim(String fingerprint) {
        return claim(SCOPE, fingerprint, new Cancellation());
    }

    private Claim claim(Replays.Scope scope, String fingerprint, Cancellation cancellation) {
        return replays.claim(scope, fingerprint, Duration.ofSeconds(5), cancellation);
    }
}
