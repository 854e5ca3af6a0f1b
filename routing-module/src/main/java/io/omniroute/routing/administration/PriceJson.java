package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.Price;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.json.Amounts;
import io.omniroute.routing.json.Body;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON form of a price. */
final class PriceJson {
    private static final Set<String> FIELDS = Set.of(
            "input", "output", "cached", "cache_creation", "cache_creation_1h", "reasoning", "batch", "validFrom");
    private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000);
    private static final int MAX_DECIMALS = 12;

    private PriceJson() {}

    static Price read(Body body) {
        body.allow(FIELDS);
        return new Price(
                amount(body, "input").orElseThrow(() -> body.missing("input")),
                amount(body, "output").orElseThrow(() -> body.missing("output")),
                amount(body, "cached"),
                amount(body, "cache_creation"),
                amount(body, "reasoning"),
                amount(body, "cache_creation_1h"),
                amount(body, "batch").map(share -> requireShare(body, share)));
    }

    private static BigDecimal requireShare(Body body, BigDecimal share) {
        if (share.signum() == 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw body.invalid(
                    "batch",
                    "'" + body.path("batch") + "' is what a batch call pays of the price: above 0 and at most 1.");
        }
        return share;
    }

    static JsonObjectBuilder write(Price price) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("input", Amounts.plain(price.input()))
                .add("output", Amounts.plain(price.output()));
        price.cached().ifPresent(amount -> json.add("cached", Amounts.plain(amount)));
        price.cacheWrite().ifPresent(amount -> json.add("cache_creation", Amounts.plain(amount)));
        price.reasoning().ifPresent(amount -> json.add("reasoning", Amounts.plain(amount)));
        price.hourCacheWrite().ifPresent(amount -> json.add("cache_creation_1h", Amounts.plain(amount)));
        price.batchShare().ifPresent(share -> json.add("batch", Amounts.plain(share)));
        return json;
    }

    static JsonObject write(DatedPrice price) {
        return write(price.price())
                .add("validFrom", price.validFrom().toString())
                .build();
    }

    static JsonObject table(Map<String, Map<String, JsonObject>> byProvider) {
        JsonObjectBuilder table = Json.createObjectBuilder();
        byProvider.forEach((provider, models) -> {
            JsonObjectBuilder inner = Json.createObjectBuilder();
            models.forEach(inner::add);
            table.add(provider, inner);
        });
        return table.build();
    }

    /** By value: the database gives amounts back with another number of trailing zeros. */
    static boolean equal(Price a, Price b) {
        return write(a).build().equals(write(b).build());
    }

    private static Optional<BigDecimal> amount(Body body, String field) {
        return body.amount(field).map(amount -> {
            BigDecimal plain = Amounts.plain(amount);
            if (plain.compareTo(MAX) > 0 || plain.scale() > MAX_DECIMALS) {
                throw body.invalid(
                        field, "'" + body.path(field) + "' must be at most 1000000 and have at most 12 decimals.");
            }
            return plain;
        });
    }
}
