package io.omniroute.routing.operations;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.usage.Attempt;
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
        return of(provider, model, status, Usage.NONE, BigDecimal.ZERO, List.of());
    }

    static UsageRecord of(
            String provider, String model, int status, Usage usage, BigDecimal inputCost, List<Attempt> attempts) {
        Cost cost = inputCost.signum() == 0
                ? Cost.ZERO
                : new Cost(inputCost, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
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
                usage,
                cost,
                status < 400 ? OptionalLong.of(10) : OptionalLong.empty(),
                40,
                1,
                1,
                attempts,
                Optional.empty());
    }
}
