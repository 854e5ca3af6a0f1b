package io.omniroute.routing.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.chat.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.aggregator.ArgumentsAggregator;
import org.junit.jupiter.params.provider.CsvSource;

class CostingTest {
    private static final Price FULL = new Price(
            new BigDecimal("3"),
            new BigDecimal("15"),
            Optional.of(new BigDecimal("0.30")),
            Optional.of(new BigDecimal("3.75")),
            Optional.of(new BigDecimal("20")));
    private static final Price PLAIN =
            new Price(new BigDecimal("3"), new BigDecimal("15"), Optional.empty(), Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        // input, cached, written, output, reasoning -> input$, cached$, written$, output$, reasoning$
        "0,0,0,0,0, 0,0,0,0,0",
        "1000000,0,0,1000000,0, 3,0,0,15,0",
        "1000,0,0,0,0, 0.003,0,0,0,0",
        "1000,400,0,0,0, 0.0018,0.00012,0,0,0",
        "1000,400,100,0,0, 0.0015,0.00012,0.000375,0,0",
        "0,0,0,100,40, 0,0,0,0.0009,0.0008",
        "1,0,0,1,0, 0.000003,0,0,0.000015,0",
        "100,150,0,10,20, 0,0.000045,0,0,0.0004",
        "33333333333,0,0,0,0, 99999.999999,0,0,0,0",
    })
    void everyTokenIsChargedOnceAtItsOwnPrice(@AggregateWith(Case.Reader.class) Case row) {
        assertThat(Costing.of(row.usage(), FULL)).isEqualTo(row.cost());
    }

    @Test
    void absentPricesFallBackToInputAndOutput() {
        Cost cost = Costing.of(new Usage(1_000, 400, 100, 100, 40, false, 0, Usage.Tier.STANDARD), PLAIN);
        assertThat(cost)
                .isEqualTo(new Cost(
                        new BigDecimal("0.0015"),
                        new BigDecimal("0.0012"),
                        new BigDecimal("0.0003"),
                        new BigDecimal("0.0009"),
                        new BigDecimal("0.0006")));
        assertThat(cost.total()).isEqualByComparingTo("0.0045");
    }

    @Test
    void writesForAnHourAndBatchesHaveTheirOwnPrices() {
        Price tiers = new Price(
                new BigDecimal("3"),
                new BigDecimal("15"),
                Optional.of(new BigDecimal("0.30")),
                Optional.of(new BigDecimal("3.75")),
                Optional.empty(),
                Optional.of(new BigDecimal("6")),
                Optional.of(new BigDecimal("0.5")));
        Usage usage = new Usage(1_000, 0, 1_000, 100, 0, false, 400, Usage.Tier.STANDARD);
        assertThat(Costing.of(usage, tiers).cacheWrite()).isEqualByComparingTo("0.00465");
        assertThat(Costing.of(usage.at(Usage.Tier.BATCH), tiers).total()).isEqualByComparingTo("0.003075");
        assertThat(Costing.of(usage.at(Usage.Tier.BATCH), FULL).cacheWrite())
                .as("neither price is known")
                .isEqualByComparingTo("0.00375");
    }

    @Test
    void tinyPricesAreNotRounded() {
        Price tiny = new Price(
                new BigDecimal("0.000000000001"),
                BigDecimal.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(Costing.of(Usage.of(3, 5), tiny).total()).isEqualByComparingTo("0.000000000000000003");
    }

    @Test
    void wholeDollarsHaveNoExponent() {
        assertThat(Costing.of(Usage.of(100_000_000, 0), PLAIN).input()).hasToString("300");
    }

    record Case(Usage usage, Cost cost) {
        static final class Reader implements ArgumentsAggregator {
            @Override
            public Case aggregateArguments(ArgumentsAccessor row, ParameterContext context) {
                return new Case(
                        new Usage(
                                row.getLong(0),
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                false,
                                0,
                                Usage.Tier.STANDARD),
                        new Cost(dollars(row, 5), dollars(row, 6), dollars(row, 7), dollars(row, 8), dollars(row, 9)));
            }

            private static BigDecimal dollars(ArgumentsAccessor row, int column) {
                return new BigDecimal(row.getString(column));
            }
        }
    }
}
