package io.omniroute.routing.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.resolution.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuotaGuardTest {
    private static final ProviderDescriptor ACME = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "model-a");
    private static final Connection PLAIN = Fixture.connection("acme", 1);
    private static final PriceList PRICES = new PriceList(
            List.of(ACME),
            List.of(new DatedPrice(
                    ACME.id(),
                    "model-a",
                    new Price(BigDecimal.ONE, BigDecimal.TEN, Optional.empty(), Optional.empty(), Optional.empty()),
                    Instant.EPOCH)));

    private final FakeClock clock = new FakeClock();
    private final QuotaBook book = new QuotaBook();
    private final QuotaGuard guard = new QuotaGuard(book, () -> PRICES, clock);

    @Test
    void anAccountIsPassedOverWhenLessThanTwoPercentIsLeft() {
        Connection connection = with(window(Period.DAILY, Unit.REQUESTS, "100"));
        for (int i = 0; i < 99; i++) {
            serve(connection, Usage.NONE);
        }
        Admission.PassedOver over = (Admission.PassedOver) guard.admit(facts(connection));
        assertThat(over.reason().status()).isEqualTo(429);
        assertThat(over.reason().message()).contains("acme/model-a", "daily-requests");
        assertThat(over.reason().retryAfter()).contains(Duration.ofDays(1));
        clock.advance(Duration.ofDays(1));
        serve(connection, Usage.NONE);
        assertThat(only(connection).used()).isEqualByComparingTo("1");
    }

    @Test
    void aCountUsesNothingAndKeepsAwayFromWhoIsUsedUp() {
        Connection connection = with(window(Period.DAILY, Unit.REQUESTS, "1"));
        Admission.Admitted count = (Admission.Admitted) guard.admitCount(facts(connection));
        count.permit().ended(Usage.NONE);
        assertThat(only(connection).used()).isZero();
        serve(connection, Usage.NONE);
        assertThat(guard.admitCount(facts(connection))).isInstanceOf(Admission.PassedOver.class);
    }

    @Test
    void tokensAndDollarsAreCountedWhenTheCallIsOver() {
        Connection connection =
                with(window(Period.FIVE_HOURS, Unit.TOKENS, "1000000"), window(Period.CREDITS, Unit.USD, "5"));
        serve(connection, Usage.of(1_000, 100));
        List<QuotaState> states = book.states(connection, clock.instant());
        assertThat(states.get(0).used()).isEqualByComparingTo("1100");
        assertThat(states.get(0).resetAt()).contains(clock.instant().plus(Duration.ofHours(5)));
        assertThat(states.get(1).used()).isEqualByComparingTo("0.002");
        assertThat(states.get(1).resetAt()).isEmpty();
        serve(connection, Usage.of(0, 500_000));
        Admission.PassedOver over = (Admission.PassedOver) guard.admit(facts(connection));
        assertThat(over.reason().message()).contains("credits-usd");
        assertThat(over.reason().retryAfter()).isEmpty();
    }

    @Test
    void dollarsAreCountedAtThePriceOfTheCallsBeginning() {
        PriceList dearer = new PriceList(
                List.of(ACME),
                List.of(price("1", Instant.EPOCH), price("100", clock.instant().plusSeconds(1))));
        QuotaGuard dated = new QuotaGuard(book, () -> dearer, clock);
        Connection connection = with(window(Period.CREDITS, Unit.USD, "5"));
        AttemptPermit permit = ((Admission.Admitted) dated.admit(facts(connection))).permit();
        clock.advance(Duration.ofSeconds(2));
        permit.served(1);
        permit.ended(Usage.of(1_000, 0));
        assertThat(only(connection).used()).isEqualByComparingTo("0.001");
    }

    @Test
    void anAttemptThatDidNotServeCostsNothing() {
        Connection connection = with(window(Period.DAILY, Unit.REQUESTS, "2"));
        AttemptPermit permit = admitted(connection);
        permit.ended(Usage.NONE);
        permit.ended(Usage.NONE);
        assertThat(only(connection).used()).isZero();
    }

    @Test
    void whatFailsAfterAWindowHasBegunAnewIsNotTakenFromTheNewOne() {
        for (Period period : new Period[] {Period.DAILY, Period.FIVE_HOURS}) {
            Connection connection = with(window(period, Unit.REQUESTS, "100"));
            AttemptPermit slow = admitted(connection);
            clock.advance(Duration.ofDays(1));
            serve(connection, Usage.NONE);
            slow.ended(Usage.NONE);
            assertThat(only(connection).used()).isEqualByComparingTo("1");
        }
    }

    @Test
    void twoHundredCallsTogetherAreCountedEach() throws InterruptedException {
        Connection connection =
                with(window(Period.DAILY, Unit.REQUESTS, "100000"), window(Period.DAILY, Unit.TOKENS, "100000"));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.startVirtualThread(() -> serve(connection, Usage.of(3, 4))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<QuotaState> states = book.states(connection, clock.instant());
        assertThat(states.get(0).used()).isEqualByComparingTo("200");
        assertThat(states.get(1).used()).isEqualByComparingTo("1400");
    }

    @Test
    void whatTheVendorReportsCountsUntilItsReset() {
        AttemptPermit permit = admitted(PLAIN);
        permit.answered(
                200,
                new ResponseHeaders(Map.of(
                        "anthropic-ratelimit-unified-5h-utilization", List.of("0.99"),
                        "anthropic-ratelimit-unified-5h-reset", List.of(epoch(Duration.ofHours(2))),
                        "anthropic-ratelimit-unified-7d-utilization", List.of("0.4"),
                        "anthropic-ratelimit-unified-7d-reset", List.of(epoch(Duration.ofDays(3))))));
        permit.served(1);
        permit.ended(Usage.NONE);
        Admission.PassedOver over = (Admission.PassedOver) guard.admit(facts(PLAIN));
        assertThat(over.reason().message()).contains("vendor-5h");
        assertThat(over.reason().retryAfter()).contains(Duration.ofHours(2));
        clock.advance(Duration.ofHours(2));
        admitted(PLAIN);
        assertThat(only(PLAIN).name()).isEqualTo("vendor-weekly");
        assertThat(only(PLAIN).remainingPercent()).isEqualTo(60);
    }

    @Test
    void chatGptsWindowsAreKnownByTheirLength() {
        List<QuotaState> states = VendorQuota.read(
                new ResponseHeaders(Map.of(
                        "x-codex-primary-used-percent", List.of("12.5"),
                        "x-codex-primary-window-minutes", List.of("300"),
                        "x-codex-primary-reset-after-seconds", List.of("60"),
                        "x-codex-secondary-used-percent", List.of("80"),
                        "x-codex-secondary-window-minutes", List.of("10080"),
                        "x-codex-secondary-reset-at", List.of(epoch(Duration.ofDays(1))))),
                clock.instant());
        assertThat(states).extracting(QuotaState::name).containsExactly("vendor-5h", "vendor-weekly");
        assertThat(states.get(0).used()).isEqualByComparingTo("12.5");
        assertThat(states.get(1).resetAt()).contains(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void countersOutliveTheProcessAndADatabaseThatIsAwayIsToldLater() {
        Connection connection = with(window(Period.DAILY, Unit.REQUESTS, "10"));
        KeptQuotas kept = new KeptQuotas();
        kept.away = true;
        QuotaKeeper keeper = new QuotaKeeper(book, kept);
        serve(connection, Usage.NONE);
        assertThatThrownBy(keeper::keep).isInstanceOf(IllegalStateException.class);
        kept.away = false;
        keeper.keep();
        keeper.end();
        QuotaBook next = nextLife(kept);
        assertThat(next.states(connection, clock.instant()).get(0).used()).isEqualByComparingTo("1");
    }

    @Test
    void whatAVendorReportedOutlivesTheProcessToo() {
        KeptQuotas kept = new KeptQuotas();
        kept.away = true;
        QuotaKeeper keeper = new QuotaKeeper(book, kept);
        hears("7d", "0.4", Duration.ofDays(3));
        assertThatThrownBy(keeper::keep).isInstanceOf(IllegalStateException.class);
        hears("5h", "0.99", Duration.ofHours(2));
        kept.away = false;
        keeper.keep();
        keeper.end();
        QuotaGuard next = new QuotaGuard(nextLife(kept), () -> PRICES, clock);
        Admission.PassedOver over = (Admission.PassedOver) next.admit(facts(PLAIN));
        assertThat(over.reason().message()).contains("vendor-5h");
        assertThat(kept.reports.get(PLAIN.id()))
                .extracting(QuotaState::name)
                .containsExactlyInAnyOrder("vendor-5h", "vendor-weekly");
        clock.advance(Duration.ofHours(2));
        assertThat(next.admit(facts(PLAIN))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void whatWasKeptOfAVendorIsReplacedByWhatItSaysNow() {
        KeptQuotas kept = new KeptQuotas();
        QuotaKeeper keeper = new QuotaKeeper(book, kept);
        hears("5h", "0.5", Duration.ofHours(2));
        keeper.keep();
        kept.reports.clear();
        keeper.keep();
        assertThat(kept.reports).as("nothing new was heard").isEmpty();
        hears("5h", "0.75", Duration.ofHours(1));
        keeper.keep();
        keeper.end();
        assertThat(kept.reports.get(PLAIN.id())).singleElement().satisfies(state -> assertThat(state.used())
                .isEqualByComparingTo("75"));
    }

    @Test
    void whatAVendorReportedCanBeForgottenForGood() {
        KeptQuotas kept = new KeptQuotas();
        QuotaKeeper keeper = new QuotaKeeper(book, kept);
        hears("7d", "0.999", Duration.ofDays(3));
        keeper.keep();
        book.forgetReports();
        admitted(PLAIN);
        kept.away = true;
        assertThatThrownBy(keeper::keep).isInstanceOf(IllegalStateException.class);
        kept.away = false;
        hears("5h", "0.5", Duration.ofHours(2));
        keeper.keep();
        keeper.end();
        assertThat(kept.reports.get(PLAIN.id())).extracting(QuotaState::name).containsExactly("vendor-5h");
        assertThat(nextLife(kept).states(PLAIN, clock.instant())).hasSize(1);
    }

    @Test
    void whatBelongsToADeletedConnectionEndsWithTheProcess() {
        Connection connection = with(window(Period.DAILY, Unit.REQUESTS, "10"));
        KeptQuotas kept = new KeptQuotas();
        QuotaKeeper keeper = new QuotaKeeper(book, kept);
        serve(connection, Usage.NONE);
        keeper.keep();
        keeper.end();
        kept.deleted.add(connection.id());
        assertThat(nextLife(kept).states(connection, clock.instant()).get(0).used())
                .isZero();
    }

    private void hears(String window, String used, Duration reset) {
        AttemptPermit permit = admitted(PLAIN);
        String prefix = "anthropic-ratelimit-unified-" + window;
        permit.answered(
                200,
                new ResponseHeaders(
                        Map.of(prefix + "-utilization", List.of(used), prefix + "-reset", List.of(epoch(reset)))));
        permit.ended(Usage.NONE);
    }

    private static QuotaBook nextLife(KeptQuotas kept) {
        QuotaBook next = new QuotaBook();
        QuotaKeeper keeper = new QuotaKeeper(next, kept);
        keeper.start(new GatewayStarting());
        keeper.end();
        return next;
    }

    private String epoch(Duration from) {
        return Long.toString(clock.instant().plus(from).getEpochSecond());
    }

    private QuotaState only(Connection connection) {
        List<QuotaState> states = book.states(connection, clock.instant());
        assertThat(states).hasSize(1);
        return states.get(0);
    }

    private void serve(Connection connection, Usage usage) {
        AttemptPermit permit = admitted(connection);
        permit.served(1);
        permit.ended(usage);
    }

    private AttemptPermit admitted(Connection connection) {
        return ((Admission.Admitted) guard.admit(facts(connection))).permit();
    }

    private static DatedPrice price(String input, Instant from) {
        return new DatedPrice(
                ACME.id(),
                "model-a",
                new Price(new BigDecimal(input), BigDecimal.ZERO, Optional.empty(), Optional.empty(), Optional.empty()),
                from);
    }

    private static AttemptFacts facts(Connection connection) {
        Target target = new Target(ACME, ACME.model("model-a").orElseThrow(), Optional.of(connection));
        return new AttemptFacts(UUID.randomUUID(), Fixture.openKey(), target, 10);
    }

    private static Connection with(QuotaWindow... windows) {
        return PLAIN.withQuotas(List.of(windows));
    }

    private static QuotaWindow window(Period period, Unit unit, String limit) {
        return new QuotaWindow(period, unit, new BigDecimal(limit), 0, ZoneOffset.UTC);
    }
}
