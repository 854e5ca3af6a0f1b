package io.omniroute.routing.usage;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;

/** Usage records to journal. */
final class UsageSamples {
    private UsageSamples() {}

    static UsageRecord full(String requestId) {
        UUID connection = UUID.randomUUID();
        return new UsageRecord(
                UUID.randomUUID(),
                requestId,
                Instant.parse("2026-11-22T20:37:14.123456789Z"),
                Optional.of(UUID.randomUUID()),
                Optional.of(connection),
                "fäst\nline",
                "acme",
                "a/b",
                "openai-chat",
                "gemini",
                true,
                200,
                new Usage(100, 40, 10, 30, 5, true, 0, Usage.Tier.STANDARD),
                new Cost(
                        new BigDecimal("0.000050"),
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        new BigDecimal("1E-7"),
                        BigDecimal.TEN),
                OptionalLong.of(12),
                345,
                6_000_000_000L,
                78,
                List.of(
                        new Attempt("beta", "b", Optional.empty(), 0, Optional.of("refused"), 3, Optional.of(false)),
                        new Attempt(
                                "acme", "a/b", Optional.of(connection), 200, Optional.empty(), 340, Optional.of(true))),
                Optional.of("cut short"),
                Optional.empty(),
                UsageRecord.Source.VENDOR,
                BigDecimal.ZERO,
                Optional.of("always-on"));
    }

    static UsageRecord refused(String requestId) {
        return new UsageRecord(
                UUID.randomUUID(),
                requestId,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "nobody/knows",
                "",
                "",
                "openai-chat",
                "",
                false,
                404,
                Usage.NONE,
                Cost.ZERO,
                OptionalLong.empty(),
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

    static List<UsageRecord> refused(int count) {
        return IntStream.range(0, count).mapToObj(i -> refused("r" + i)).toList();
    }
}
