package io.omniroute.routing.fakes;

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

/** Records of calls to the combo {@code always-on}. */
public final class UsageRecords {
    private UsageRecords() {}

    public static UsageRecord with(List<Attempt> attempts) {
        return new UsageRecord(
                UUID.randomUUID(),
                "req-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.of(UUID.randomUUID()),
                attempts.get(attempts.size() - 1).connectionId(),
                "always-on",
                attempts.get(attempts.size() - 1).provider(),
                attempts.get(attempts.size() - 1).model(),
                "openai-chat",
                "gemini",
                true,
                200,
                Usage.NONE,
                Cost.ZERO,
                OptionalLong.empty(),
                34,
                100,
                200,
                attempts,
                Optional.empty(),
                Optional.empty(),
                UsageRecord.Source.VENDOR,
                BigDecimal.ZERO,
                Optional.of("always-on"));
    }
}
