package io.omniroute.routing.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.AuthScheme;
import io.omniroute.provider.catalog.Endpoints;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.wire.WireFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PriceListTest {
    private static final ProviderId ACME = new ProviderId("acme");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    private final PriceList prices = new PriceList(
            List.of(acme()),
            List.of(
                    new DatedPrice(ACME, "listed", price(3), JUNE),
                    new DatedPrice(ACME, "listed", price(2), MAY),
                    new DatedPrice(ACME, "new", price(9), MAY)));

    @Test
    void theCatalogueHoldsBeforeTheFirstDatedPrice() {
        assertThat(prices.at(ACME, "listed", MAY.minusNanos(1))).contains(price(1));
    }

    @Test
    void aDatedPriceHoldsFromItsInstantUntilTheNext() {
        assertThat(prices.at(ACME, "listed", MAY)).contains(price(2));
        assertThat(prices.at(ACME, "listed", JUNE.minusNanos(1))).contains(price(2));
        assertThat(prices.at(ACME, "listed", JUNE)).contains(price(3));
        assertThat(prices.at(ACME, "listed", JUNE.plusSeconds(1_000_000))).contains(price(3));
    }

    @Test
    void whatNobodyPricedHasNoPrice() {
        assertThat(prices.at(ACME, "new", MAY.minusNanos(1))).isEmpty();
        assertThat(prices.at(ACME, "free", JUNE)).isEmpty();
        assertThat(prices.at(new ProviderId("other"), "listed", JUNE)).isEmpty();
    }

    private static Price price(int input) {
        return new Price(
                BigDecimal.valueOf(input), BigDecimal.TEN, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static ProviderDescriptor acme() {
        ModelDescriptor listed = new ModelDescriptor(
                "listed", "Listed", OptionalInt.empty(), OptionalInt.empty(), Optional.of(price(1)), true, true, true);
        return new ProviderDescriptor(
                ACME,
                Set.of(),
                "Acme",
                ProviderDescriptor.Tier.API_KEY,
                "https://acme.example/v1",
                WireFormat.OPENAI_CHAT,
                AuthScheme.BEARER,
                Endpoints.of(WireFormat.OPENAI_CHAT),
                Map.of(),
                List.of(listed, ModelDescriptor.unknown("free")),
                Timeouts.DEFAULT,
                false);
    }
}
