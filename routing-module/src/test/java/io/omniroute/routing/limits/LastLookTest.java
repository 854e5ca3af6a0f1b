package io.omniroute.routing.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LastLookTest {
    private static final ProviderDescriptor ACME = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "model-a");
    private static final Limits ONE_AT_A_TIME = new Limits(0, 0, Duration.ZERO, 1, 5, Duration.ofHours(1));
    private static final Connection ACCOUNT = Fixture.connection("acme", 1).withLimits(ONE_AT_A_TIME);
    private static final ApiKey KEY = Fixture.openKey().withLimits(ONE_AT_A_TIME);

    private final FakeClock clock = new FakeClock();
    private final ConnectionLimits connections = new ConnectionLimits(() -> LimitDefaults.NONE, clock);
    private final KeyLimits keys = new KeyLimits(clock);
    private volatile Snapshot current = snapshot(Optional.of(KEY), List.of(ACCOUNT), Settings.DEFAULT);
    private final LastLook look = new LastLook(() -> current, clock);
    private final AttemptGuards attempts = new AttemptGuards(List.of(look, connections));
    private final CallGuards calls = new CallGuards(List.of(look, keys));

    @Test
    @Timeout(60)
    void anAccountThatWasDisabledWhileACallWaitedIsPassedOver() throws Exception {
        Admission.Admitted first = (Admission.Admitted) attempts.admit(facts());
        CompletableFuture<Admission> waiting = waitingForTheAccount();
        current = snapshot(Optional.of(KEY), List.of(Fixture.connection("acme", 2)), Settings.DEFAULT);
        first.permit().ended(Usage.NONE);
        Admission.PassedOver over = (Admission.PassedOver) waiting.get();
        assertThat(over.reason().status()).isEqualTo(503);
        assertThat(over.reason().message()).contains("acme/model-a", "disabled or deleted");
        assertThat(connections.state(ACCOUNT, ACME.tier()).orElseThrow().running())
                .isZero();
    }

    @Test
    @Timeout(60)
    void aKeyThatWasDeletedWhileItsCallWaitedForAnAccountOpensNothing() {
        Admission.Admitted first = (Admission.Admitted) attempts.admit(facts());
        CompletableFuture<Admission> waiting = waitingForTheAccount();
        current = snapshot(Optional.empty(), List.of(ACCOUNT), Settings.DEFAULT);
        first.permit().ended(Usage.NONE);
        assertRefused(waiting);
        assertThat(connections.state(ACCOUNT, ACME.tier()).orElseThrow().running())
                .isZero();
    }

    @Test
    @Timeout(60)
    void aKeyThatWasDisabledInItsOwnQueueOpensNothing() {
        CompletableFuture<Void> waiting = waitingForTheKey(() ->
                current = snapshot(Optional.of(changed(false, Optional.empty())), List.of(ACCOUNT), Settings.DEFAULT));
        assertRefused(waiting);
    }

    @Test
    @Timeout(60)
    void aKeyThatExpiredInItsOwnQueueOpensNothing() {
        Instant end = clock.instant().plusSeconds(60);
        current = snapshot(Optional.of(changed(true, Optional.of(end))), List.of(ACCOUNT), Settings.DEFAULT);
        CompletableFuture<Void> waiting = waitingForTheKey(() -> clock.advance(Duration.ofSeconds(60)));
        assertRefused(waiting);
    }

    @Test
    void aProviderThatIsBlockedIsPassedOver() {
        assertThat(look.admit(facts())).isInstanceOf(Admission.Admitted.class);
        current = snapshot(Optional.of(KEY), List.of(ACCOUNT), new Settings(true, Set.of("acme")));
        assertThat(look.admit(facts())).isInstanceOf(Admission.PassedOver.class);
    }

    private CompletableFuture<Admission> waitingForTheAccount() {
        CompletableFuture<Admission> waiting = CompletableFuture.supplyAsync(() -> attempts.admit(facts()));
        while (connections.state(ACCOUNT, ACME.tier()).orElseThrow().queued() == 0) {
            Thread.onSpinWait();
        }
        return waiting;
    }

    private CompletableFuture<Void> waitingForTheKey(Runnable meanwhile) {
        CallPermit first = keys.admit(call());
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> calls.admit(call(), new ArrayList<>()));
        while (keys.state(KEY).orElseThrow().queued() == 0) {
            Thread.onSpinWait();
        }
        meanwhile.run();
        first.settled(LimitGuardsTest.usage(0));
        return waiting;
    }

    private static void assertRefused(CompletableFuture<?> waiting) {
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(GatewayException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.UNAUTHENTICATED);
                    assertThat(e.failure().code()).contains("invalid_api_key");
                });
    }

    private static AttemptFacts facts() {
        return new AttemptFacts(UUID.randomUUID(), KEY, target(), 10, 0, true, new Cancellation());
    }

    private CallFacts call() {
        return new CallFacts(
                UUID.randomUUID(),
                KEY,
                clock.instant(),
                Envelope.ofPath("acme/model-a", false, false),
                10,
                OutputWish.UNSAID,
                List.of(target()),
                current,
                cancellation -> () -> {});
    }

    private static Target target() {
        return new Target(ACME, ACME.model("model-a").orElseThrow(), Optional.of(ACCOUNT));
    }

    private static ApiKey changed(boolean enabled, Optional<Instant> expiresAt) {
        return new ApiKey(
                KEY.id(),
                KEY.name(),
                KEY.hash(),
                KEY.hint(),
                KEY.allowedModels(),
                KEY.allowedProviders(),
                enabled,
                expiresAt,
                KEY.createdAt(),
                KEY.group(),
                KEY.limits(),
                KEY.rules());
    }

    private static Snapshot snapshot(Optional<ApiKey> key, List<Connection> accounts, Settings settings) {
        Snapshot plain = Fixture.snapshot(Map.of(), settings, ACME);
        return new Snapshot(
                2,
                plain.providers(),
                Map.of(new ProviderId("acme"), accounts),
                key.map(one -> Map.of(one.hash(), one)).orElse(Map.of()),
                plain.aliases(),
                plain.shortNames(),
                plain.prices(),
                plain.settings(),
                plain.budgets(),
                plain.cache(),
                plain.routes(),
                plain.policies());
    }
}
