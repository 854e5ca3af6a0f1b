package io.omniroute.routing.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.session.SessionName.Source;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final SessionName NAME = new SessionName(Source.HEADER, "s1");

    private final AtomicLong nanos = new AtomicLong();
    private final Sessions sessions = new Sessions(nanos::get);
    private final ApiKeyId alice = ApiKeyId.random();
    private final ApiKeyId bob = ApiKeyId.random();
    private final UUID account = UUID.randomUUID();

    @Test
    void callsOfAConversationAddUp() {
        sessions.add(alice, NAME, call("fast", 0, 200));
        sessions.add(alice, NAME, call("acme/a", 10, 200));
        sessions.add(alice, NAME, call("acme/a", 20, 502));
        assertThat(sessions.list()).singleElement().satisfies(session -> {
            assertThat(session.owner()).isEqualTo(alice);
            assertThat(session.model()).isEqualTo("acme/a");
            assertThat(session.provider()).isEqualTo("acme");
            assertThat(session.connection()).contains(account);
            assertThat(session.startedAt()).isEqualTo(START);
            assertThat(session.lastSeenAt()).isEqualTo(START.plusSeconds(21));
            assertThat(session.requests()).isEqualTo(3);
            assertThat(session.failures()).isEqualTo(1);
            assertThat(session.tokens()).isEqualTo(new Session.Tokens(21, 6, 9));
            assertThat(session.costUsd()).isEqualByComparingTo("0.3");
        });
    }

    @Test
    void callsThatEndTogetherAreAllCounted() throws Exception {
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                callers.add(threads.submit(() -> {
                    for (int call = 0; call < 1_000; call++) {
                        sessions.add(alice, NAME, call("m", 0, 200));
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        assertThat(sessions.list()).singleElement().satisfies(session -> {
            assertThat(session.requests()).isEqualTo(8_000);
            assertThat(session.tokens().input()).isEqualTo(56_000);
        });
    }

    @Test
    void keysShareNothing() {
        sessions.add(alice, NAME, call("m", 0, 200));
        sessions.add(bob, NAME, call("m", 5, 200));
        sessions.answered(alice, NAME, "resp_1");
        assertThat(sessions.list()).extracting(Session::owner).containsExactly(bob, alice);
        assertThat(sessions.list()).extracting(Session::id).doesNotHaveDuplicates();
        assertThat(sessions.ofResponse(alice, "resp_1")).contains(NAME);
        assertThat(sessions.ofResponse(bob, "resp_1")).isEmpty();
    }

    @Test
    void anIdTellsNothingOfItsName() {
        SessionName secret = new SessionName(Source.CONTENT, "00ff00ff00ff00ff");
        sessions.add(alice, secret, call("m", 0, 200));
        assertThat(sessions.list().get(0).id()).matches("[0-9a-f]{16}").isNotEqualTo(secret.text());
    }

    @Test
    void whatIsIdleForHalfAnHourIsForgotten() {
        sessions.add(alice, NAME, call("m", 0, 200));
        pass(Duration.ofMinutes(29));
        sessions.list(); // looking is not talking
        sessions.add(bob, NAME, call("m", 0, 200));
        pass(Duration.ofMinutes(1));
        assertThat(sessions.list()).extracting(Session::owner).containsExactly(bob);
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void aForgottenSessionTakesItsResponsesAlong() {
        sessions.add(alice, NAME, call("m", 0, 200));
        sessions.add(bob, NAME, call("m", 5, 200));
        sessions.answered(alice, NAME, "resp_a");
        sessions.answered(bob, NAME, "resp_b");
        String id = sessions.list().get(1).id();
        assertThat(sessions.forget(id)).map(Session::owner).contains(alice);
        assertThat(sessions.forget(id)).isEmpty();
        assertThat(sessions.ofResponse(alice, "resp_a")).isEmpty();
        assertThat(sessions.ofResponse(bob, "resp_b")).contains(NAME);
        assertThat(sessions.list()).hasSize(1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private UsageRecord call(String model, long second, int status) {
        boolean served = status < 400;
        return new UsageRecord(
                UUID.randomUUID(),
                "r",
                START.plusSeconds(second),
                Optional.of(alice.value()),
                served ? Optional.of(account) : Optional.empty(),
                model,
                served ? "acme" : "",
                served ? "a" : "",
                "openai-chat",
                "openai-chat",
                false,
                status,
                new Usage(7, 2, 0, 3, 0, false, 0, Usage.Tier.STANDARD),
                new Cost(new BigDecimal("0.1"), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                OptionalLong.empty(),
                1_000,
                1,
                1,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                UsageRecord.Source.VENDOR,
                BigDecimal.ZERO,
                Optional.empty());
    }
}
