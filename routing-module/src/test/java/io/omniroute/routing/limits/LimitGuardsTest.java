package io.omniroute.routing.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.admission.CallerWatch;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.ConfigurationChanged;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LimitGuardsTest {
    private static final ProviderDescriptor ACME = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "model-a");
    private static final Connection PLAIN = Fixture.connection("acme", 1);

    private final FakeClock clock = new FakeClock();
    private LimitDefaults defaults = LimitDefaults.NONE;
    private final ConnectionLimits connections = new ConnectionLimits(() -> defaults, clock);
    private final KeyLimits keys = new KeyLimits(clock);

    @Test
    void anAccountAtItsLimitIsPassedOver() {
        Connection slow = PLAIN.withLimits(new Limits(1, 0, Duration.ZERO, 0, 0, Duration.ZERO));
        answer(admitted(slow), Usage.of(1, 1));
        Admission.PassedOver over = (Admission.PassedOver) connections.admit(facts(slow));
        assertThat(over.reason().status()).isEqualTo(429);
        assertThat(over.reason().retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(over.reason().message()).contains("acme/model-a", "requests per minute");
    }

    @Test
    void anAttemptThatWasNeverSentCostsNothing() {
        Connection slow = PLAIN.withLimits(new Limits(1, 0, Duration.ZERO, 1, 0, Duration.ZERO));
        AttemptPermit never = admitted(slow);
        never.ended(Usage.NONE);
        never.ended(Usage.NONE);
        admitted(slow);
        assertThat(connections.state(slow, ACME.tier()).orElseThrow().running()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void whoeverStoodInTheQueueSaysSo() throws Exception {
        Connection slow = PLAIN.withLimits(new Limits(0, 0, Duration.ZERO, 1, 5, Duration.ofHours(1)));
        Admission.Admitted first = (Admission.Admitted) connections.admit(facts(slow));
        assertThat(first.waited()).isFalse();
        AttemptFacts last =
                new AttemptFacts(UUID.randomUUID(), Fixture.openKey(), target(slow), 10, 0, true, new Cancellation());
        CompletableFuture<Admission> second = CompletableFuture.supplyAsync(() -> connections.admit(last));
        while (connections.state(slow, ACME.tier()).orElseThrow().queued() == 0) {
            Thread.onSpinWait();
        }
        first.permit().ended(Usage.NONE);
        assertThat(((Admission.Admitted) second.get()).waited()).isTrue();
    }

    @Test
    void nobodyIsLimitedUntilAnAdministratorWantsIt() {
        for (int i = 0; i < 1_000; i++) {
            answer(admitted(PLAIN), Usage.NONE);
        }
        defaults = new LimitDefaults(1, Duration.ZERO, 0);
        answer(admitted(PLAIN), Usage.NONE);
        assertThat(connections.admit(facts(PLAIN))).isInstanceOf(Admission.PassedOver.class);
        assertThat(connections.of(PLAIN, ProviderDescriptor.Tier.SUBSCRIPTION).areNone())
                .isTrue();
    }

    @Test
    void whatTheVendorSaysIsObeyed() {
        AttemptPermit permit = admitted(PLAIN);
        permit.answered(
                200,
                new ResponseHeaders(Map.of(
                        "x-ratelimit-remaining-requests", List.of("0"),
                        "x-ratelimit-limit-requests", List.of("100"),
                        "x-ratelimit-reset-requests", List.of("7s"))));
        permit.ended(Usage.of(1, 1));
        Admission.PassedOver over = (Admission.PassedOver) connections.admit(facts(PLAIN));
        assertThat(over.reason().retryAfter()).contains(Duration.ofSeconds(7));
        clock.advance(Duration.ofSeconds(7));
        admitted(PLAIN);
    }

    @Test
    void aKeyIsToldItsLimitsInGoodTimesAndBad() {
        ApiKey key = Fixture.openKey().withLimits(new Limits(2, 0, Duration.ZERO, 0, 0, Duration.ZERO));
        List<CallPermit> permits = new ArrayList<>();
        CallGuards guards = new CallGuards(List.of(keys));
        guards.admit(call(key, 10), permits);
        assertThat(permits.get(0).headers())
                .containsEntry("x-ratelimit-limit-requests", "2")
                .containsEntry("x-ratelimit-remaining-requests", "1")
                .containsEntry("x-ratelimit-reset-requests", "30000ms");
        guards.admit(call(key, 10), permits);
        assertThatThrownBy(() -> guards.admit(call(key, 10), permits))
                .isInstanceOfSatisfying(GatewayException.class, e -> {
                    assertThat(e.failure().status()).isEqualTo(429);
                    assertThat(e.failure().retryAfter()).contains(Duration.ofSeconds(30));
                });
        assertThat(permits).hasSize(3);
        assertThat(permits.get(2).headers()).containsEntry("x-ratelimit-remaining-requests", "0");
    }

    @Test
    void aKeysPlaceIsGivenBackOnce() {
        ApiKey key = Fixture.openKey().withLimits(new Limits(0, 1_000, Duration.ZERO, 1, 0, Duration.ZERO));
        CallPermit permit = keys.admit(call(key, 600));
        assertThatThrownBy(() -> keys.admit(call(key, 600))).isInstanceOf(GatewayException.class);
        permit.settled(usage(100));
        permit.settled(usage(100));
        keys.admit(call(key, 600));
        LimiterState state = keys.state(key).orElseThrow();
        assertThat(state.running()).isEqualTo(1);
        assertThat(state.tokensLeft()).isEqualTo(300);
    }

    @Test
    void whatTheVendorSaidCanBeForgotten() {
        AttemptPermit permit = admitted(PLAIN);
        permit.answered(
                200,
                new ResponseHeaders(Map.of(
                        "x-ratelimit-remaining-requests", List.of("0"),
                        "x-ratelimit-reset-requests", List.of("86400s"))));
        permit.ended(Usage.of(1, 1));
        assertThat(connections.admit(facts(PLAIN))).isInstanceOf(Admission.PassedOver.class);
        connections.forgetAll();
        admitted(PLAIN);
    }

    @Test
    @Timeout(60)
    void whoeverWaitsGoesByNewLimitsAtOnce() throws Exception {
        Limits one = new Limits(0, 0, Duration.ZERO, 1, 5, Duration.ofHours(1));
        ApiKey key = Fixture.openKey().withLimits(one);
        keys.admit(call(key, 0));
        CompletableFuture<CallPermit> waiting =
                CompletableFuture.supplyAsync(() -> keys.admit(call(key, 0, cancellation -> () -> {})));
        while (keys.state(key).orElseThrow().queued() == 0) {
            Thread.onSpinWait();
        }
        Snapshot plain = Fixture.snapshot(Map.of(), Settings.DEFAULT, ACME);
        Snapshot changed = new Snapshot(
                2,
                plain.providers(),
                plain.connections(),
                Map.of("hash", key.withLimits(Limits.NONE)),
                plain.aliases(),
                plain.shortNames(),
                plain.prices(),
                plain.settings(),
                plain.budgets(),
                plain.cache(),
                plain.routes(),
                plain.policies());
        keys.changed(new ConfigurationChanged(), new Snapshots(null) {
            @Override
            public Snapshot current() {
                return changed;
            }
        });
        assertThat(waiting.get()).isNotNull();
    }

    @Test
    @Timeout(60)
    void whoeverLeavesWhileWaitingGivesUpItsPlaceInTheQueue() {
        ApiKey key = Fixture.openKey().withLimits(new Limits(0, 0, Duration.ZERO, 1, 5, Duration.ofHours(1)));
        CallPermit running = keys.admit(call(key, 0));
        AtomicInteger watches = new AtomicInteger();
        CallerWatch leaves = cancellation -> {
            watches.incrementAndGet();
            Thread.startVirtualThread(cancellation::cancel);
            return watches::decrementAndGet;
        };
        assertThatThrownBy(() -> keys.admit(call(key, 0, leaves)))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(watches).hasValue(0);
        LimiterState state = keys.state(key).orElseThrow();
        assertThat(state.queued()).isZero();
        assertThat(state.running()).isEqualTo(1);
        running.settled(usage(0));
        keys.admit(call(key, 0));
    }

    @Test
    void aKeyWithoutLimitsCostsNothing() {
        assertThat(keys.admit(call(Fixture.openKey(), 1))).isSameAs(CallPermit.NONE);
    }

    private static void answer(AttemptPermit permit, Usage usage) {
        permit.answered(200, ResponseHeaders.NONE);
        permit.served(1);
        permit.ended(usage);
    }

    static UsageRecord usage(long tokens) {
        return new UsageRecord(
                UUID.randomUUID(),
                "r",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "a",
                "acme",
                "a",
                "openai-chat",
                "openai-chat",
                false,
                200,
                Usage.of(tokens, 0),
                Cost.ZERO,
                OptionalLong.of(1),
                1,
                0,
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                UsageRecord.Source.VENDOR,
                BigDecimal.ZERO,
                Optional.empty());
    }

    private AttemptPermit admitted(Connection connection) {
        return ((Admission.Admitted) connections.admit(facts(connection))).permit();
    }

    private static AttemptFacts facts(Connection connection) {
        return new AttemptFacts(
                UUID.randomUUID(), Fixture.openKey(), target(connection), 10, 0, false, new Cancellation());
    }

    private static Target target(Connection connection) {
        return new Target(ACME, ACME.model("model-a").orElseThrow(), Optional.of(connection));
    }

    private CallFacts call(ApiKey key, long tokens) {
        return call(key, tokens, cancellation -> {
            throw new AssertionError("a call that need not wait is not watched");
        });
    }

    private CallFacts call(ApiKey key, long tokens, CallerWatch caller) {
        Snapshot snapshot = Fixture.snapshot(Map.of(), Settings.DEFAULT, ACME);
        return new CallFacts(
                UUID.randomUUID(),
                key,
                clock.instant(),
                Envelope.ofPath("acme/model-a", false, false),
                tokens,
                OutputWish.UNSAID,
                List.of(target(PLAIN)),
                snapshot,
                caller);
    }
}
