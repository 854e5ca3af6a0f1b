package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.testing.CallSamples;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.persistence.usage.JpaAttemptLog;
import io.omniroute.persistence.usage.JpaUsageLedger;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.AttemptLog;
import io.omniroute.routing.usage.LoggedAttempt;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptLogTest {
    private static final Instant NOON = Samples.NOON;
    private static final UUID FIRST = new UUID(7, 1);
    private static final UUID SECOND = new UUID(7, 2);

    /** Of the attempts of a call that fail; an older version did not tell. */
    private static final List<Optional<Boolean>> ASKED =
            List.of(Optional.of(false), Optional.of(true), Optional.empty());

    private UsageLedger ledger;
    private AttemptLog log;

    @ParameterizedTest
    @EnumSource
    void pagesHoldEveryAttemptOnceAlsoWithinOneInstant(Platform platform) {
        on(platform);
        List<UsageRecord> calls = IntStream.range(0, 60)
                .mapToObj(i -> call(NOON.plusMillis(i / 10), i % 3, i % 4 > 0))
                .toList();
        ledger.append(calls);
        List<LoggedAttempt> seen = new ArrayList<>();
        Optional<AttemptId> after = Optional.empty();
        for (List<LoggedAttempt> page = page(after); !page.isEmpty(); page = page(after)) {
            seen.addAll(page);
            after = Optional.of(seen.getLast().id());
        }
        List<LoggedAttempt> expected = calls.stream()
                .flatMap(call -> IntStream.rangeClosed(1, call.attempts().size())
                        .mapToObj(number -> new LoggedAttempt(
                                new AttemptId(call.id(), number),
                                call.time(),
                                call.requestId(),
                                call.attempts().get(number - 1))))
                .sorted(Comparator.comparing(LoggedAttempt::time)
                        .thenComparing(attempt -> attempt.id().toString())
                        .reversed())
                .toList();
        assertThat(seen).containsExactlyElementsOf(expected);
        assertThat(page(Optional.of(new AttemptId(UUID.randomUUID(), 1)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFilterNarrows(Platform platform) {
        on(platform);
        UsageRecord early = call(NOON, 1, true);
        UsageRecord late = call(NOON.plusSeconds(1), 2, false);
        UsageRecord hidden = call(NOON, 2, true).unlisted();
        ledger.append(List.of(early, late, hidden));
        ledger.append(List.of(early));
        assertThat(ids(new Narrow().connection(FIRST))).containsExactly(id(late, 2), id(late, 1), id(early, 1));
        assertThat(ids(new Narrow().connection(SECOND))).containsExactly(id(early, 2));
        assertThat(ids(new Narrow().failed(true))).containsExactly(id(late, 2), id(late, 1), id(early, 1));
        assertThat(ids(new Narrow().failed(false))).containsExactly(id(early, 2));
        assertThat(ids(new Narrow().connection(FIRST).failed(false))).isEmpty();
        assertThat(ids(new Narrow().provider("beta"))).containsExactly(id(early, 2));
        assertThat(ids(new Narrow().from(NOON.plusMillis(1)))).containsExactly(id(late, 2), id(late, 1));
        assertThat(ids(new Narrow().to(NOON.plusMillis(1)))).containsExactly(id(early, 2), id(early, 1));
    }

    @ParameterizedTest
    @EnumSource
    void whoWasAskedIsToldFromWhoWasPassedOver(Platform platform) {
        on(platform);
        UsageRecord call = call(NOON, 3, true);
        ledger.append(List.of(call));
        assertThat(page(Optional.empty()).reversed())
                .extracting(logged -> logged.attempt().asked())
                .containsExactly(Optional.of(false), Optional.of(true), Optional.empty(), Optional.of(true));
        assertThat(ids(new Narrow().asked(true))).containsExactly(id(call, 4), id(call, 2));
        assertThat(ids(new Narrow().asked(true).failed(true))).containsExactly(id(call, 2));
        assertThat(ids(new Narrow().asked(false))).containsExactly(id(call, 1));
        assertThat(ids(new Narrow().asked(false).failed(false))).isEmpty();
    }

    private void on(Platform platform) {
        Unit unit = Unit.on(platform);
        ledger = unit.transactional(UsageLedger.class, entities -> new JpaUsageLedger(entities, unit.dataSource()));
        log = unit.transactional(AttemptLog.class, JpaAttemptLog::new);
    }

    private List<LoggedAttempt> page(Optional<AttemptId> after) {
        return log.page(new Narrow().query(after, 7));
    }

    private List<String> ids(Narrow narrow) {
        return log.page(narrow.query(Optional.empty(), 100)).stream()
                .map(attempt -> attempt.id().toString())
                .toList();
    }

    private static String id(UsageRecord call, int number) {
        return new AttemptId(call.id(), number).toString();
    }

    private static UsageRecord call(Instant time, int failures, boolean served) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            attempts.add(failed(ASKED.get(i)));
        }
        if (served) {
            attempts.add(new Attempt("beta", "m", Optional.of(SECOND), 200, Optional.empty(), 9, Optional.of(true)));
        }
        Optional<UUID> last = attempts.isEmpty()
                ? Optional.empty()
                : attempts.get(attempts.size() - 1).connectionId();
        return CallSamples.usageWith(time, served ? "beta" : "acme", last, attempts);
    }

    private static Attempt failed(Optional<Boolean> asked) {
        return new Attempt("acme", "m", Optional.of(FIRST), 503, Optional.of("OVERLOADED: busy"), 3, asked);
    }

    /** Builds a query of which most parts are absent. */
    private record Narrow(
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> provider,
            Optional<UUID> connection,
            Optional<Boolean> failed,
            Optional<Boolean> asked) {
        Narrow() {
            this(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        Narrow from(Instant time) {
            return new Narrow(Optional.of(time), to, provider, connection, failed, asked);
        }

        Narrow to(Instant time) {
            return new Narrow(from, Optional.of(time), provider, connection, failed, asked);
        }

        Narrow provider(String id) {
            return new Narrow(from, to, Optional.of(id), connection, failed, asked);
        }

        Narrow connection(UUID id) {
            return new Narrow(from, to, provider, Optional.of(id), failed, asked);
        }

        Narrow failed(boolean whether) {
            return new Narrow(from, to, provider, connection, Optional.of(whether), asked);
        }

        Narrow asked(boolean whether) {
            return new Narrow(from, to, provider, connection, failed, Optional.of(whether));
        }

        AttemptLog.Query query(Optional<AttemptId> after, int limit) {
            return new AttemptLog.Query(after, limit, from, to, provider, connection, failed, asked);
        }
    }
}
