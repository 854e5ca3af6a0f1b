package io.omniroute.routing.operations;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Calls that have ended: 40 ms long, the first byte after 10. */
final class SettledCalls {
    private SettledCalls() {}

    static UsageRecord of(String provider, String model, int status) {
        return call(provider, model, status, new Spent(Usage.NONE, Cost.ZERO));
    }

    /** Of acme/a, and good. */
    static UsageRecord of(Usage usage, BigDecimal inputCost) {
        Cost cost = inputCost.signum() == 0
                ? Cost.ZERO
                : new Cost(inputCost, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        return call("acme", "a", 200, new Spent(usage, cost));
    }

    private record Spent(Usage tokens, Cost cost) {}

    private static UsageRecord call(String provider, String model, int status, Spent spent) {
        return new UsageRecord(
                UUID.randomUUID(),
                "r",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                provider + "/" + model,
                provider,
                model,
                "openai-chat",
                "openai-chat",
                false,
                status,
                spent.tokens(),
                spent.cost(),
                status < 400 ? OptionalLong.of(10) : OptionalLong.empty(),
                40,
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
