package io.omniroute.routing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.fakes.DrainedJournal;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.fakes.MemoryLedger;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReratingTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private final Rerating rerating = new Rerating(ledger, ledger.corrections, new DrainedJournal(), new FakeClock());
    private final Rerating.Selection all = new Rerating.Selection(
            NOON.minusSeconds(1), NOON.plusSeconds(1), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void chargesTheDifferenceAndLeavesTheRecordsAlone() {
        List<UsageRecord> charged =
                IntStream.range(0, 1_200).mapToObj(i -> record("a")).toList();
        ledger.append(charged);
        Rerating.Outcome outcome = rerating.rerate(all, prices("4"));
        assertThat(outcome.calls()).isEqualTo(1_200);
        assertThat(outcome.corrected()).isEqualTo(1_200);
        assertThat(outcome.beforeUsd()).isEqualByComparingTo("1200");
        assertThat(outcome.afterUsd()).isEqualByComparingTo("4800");
        assertThat(ledger.records).containsExactlyElementsOf(charged);
        assertThat(ledger.corrections.all).allSatisfy(correction -> {
            assertThat(correction.difference().total()).isEqualByComparingTo("3");
            assertThat(correction.rerating()).isEqualTo(outcome.id());
        });
    }

    @Test
    void twoAtOnceCorrectEachCallOnce() throws Exception {
        ledger.append(IntStream.range(0, 1_200).mapToObj(i -> record("a")).toList());
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Rerating.Outcome> rerate = () -> rerating.rerate(all, prices("4"));
            for (Future<Rerating.Outcome> each : threads.invokeAll(List.of(rerate, rerate))) {
                assertThat(each.get().afterUsd()).isEqualByComparingTo("4800");
            }
        }
        assertThat(ledger.corrections.all).hasSize(1_200);
    }

    @Test
    void aSecondTimeCorrectsNothing() {
        ledger.append(List.of(record("a")));
        rerating.rerate(all, prices("4"));
        Rerating.Outcome again = rerating.rerate(all, prices("4"));
        assertThat(again.corrected()).isZero();
        assertThat(again.beforeUsd()).isEqualByComparingTo("4");
        Rerating.Outcome back = rerating.rerate(all, prices("1"));
        assertThat(back.corrected()).isOne();
        assertThat(back.afterUsd()).isEqualByComparingTo("1");
        assertThat(ledger.corrections.all).hasSize(2);
    }

    @Test
    void callsThatReachedNobodyStayFree() {
        ledger.append(List.of(record("")));
        assertThat(rerating.rerate(all, prices("4")).afterUsd()).isZero();
    }

    private static PriceList prices(String perMillion) {
        Price price = new Price(
                new BigDecimal(perMillion), BigDecimal.ONE, Optional.empty(), Optional.empty(), Optional.empty());
        return new PriceList(List.of(), List.of(new DatedPrice(new ProviderId("acme"), "a", price, Instant.EPOCH)));
    }

    private static UsageRecord record(String model) {
        boolean reached = !model.isEmpty();
        BigDecimal zero = BigDecimal.ZERO;
        return new UsageRecord(
                UUID.randomUUID(),
                "r",
                NOON,
                Optional.empty(),
                Optional.empty(),
                "a",
                reached ? "acme" : "",
                model,
                "gemini",
                "gemini",
                false,
                200,
                reached ? Usage.of(1_000_000, 0) : Usage.NONE,
                reached ? new Cost(BigDecimal.ONE, zero, zero, zero, zero) : Cost.ZERO,
                OptionalLong.of(1),
                1,
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
