package io.omniroute.persistence.testing;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Calls to store. */
public final class CallSamples {
    private CallSamples() {}

    public static UsageRecord usage(Instant time, String model, int status, String inputDollars) {
        return usage(time, "acme", model, status, inputDollars);
    }

    public static UsageRecord usageOf(String provider, Instant time, String inputDollars) {
        return usage(time, provider, "m", 200, inputDollars);
    }

    private static UsageRecord usage(Instant time, String provider, String model, int status, String inputDollars) {
        UUID connection = UUID.nameUUIDFromBytes(model.getBytes(StandardCharsets.UTF_8));
        return new UsageRecord(
                UUID.randomUUID(),
                "request",
                time,
                Optional.of(new UUID(1, 1)),
                Optional.of(connection),
                "fast",
                provider,
                model,
                "openai-chat",
                "gemini",
                true,
                status,
                new Usage(100, 40, 10, 30, 5, true, 4, Usage.Tier.BATCH),
                new Cost(
                        new BigDecimal(inputDollars),
                        new BigDecimal("0.000000000001"),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO),
                OptionalLong.of(12),
                345,
                6_000_000_000L,
                78,
                List.of(
                        new Attempt("beta", "b", Optional.empty(), 0, Optional.of("refused"), 3, Optional.of(false)),
                        new Attempt(
                                "acme",
                                model,
                                Optional.of(connection),
                                status,
                                Optional.empty(),
                                340,
                                Optional.of(true))),
                Optional.of("cut short"),
                Optional.of("staff"),
                UsageRecord.Source.CACHE,
                new BigDecimal("0.125"),
                Optional.of("always-on"));
    }

    /** A call that went this way. */
    public static UsageRecord usageWith(
            Instant time, String provider, Optional<UUID> connection, List<Attempt> attempts) {
        UsageRecord usage = usageOf(provider, time, "0");
        return new UsageRecord(
                usage.id(),
                usage.requestId(),
                time,
                usage.apiKeyId(),
                connection,
                usage.requestedModel(),
                provider,
                usage.model(),
                usage.clientFormat(),
                usage.vendorFormat(),
                usage.streamed(),
                usage.status(),
                usage.tokens(),
                usage.cost(),
                usage.firstByteMillis(),
                usage.durationMillis(),
                usage.requestBytes(),
                usage.responseBytes(),
                attempts,
                usage.error(),
                usage.keyGroup(),
                usage.source(),
                usage.savedUsd(),
                usage.combo());
    }

    /** A call that never got as far as a provider, from a caller who sends the strangest texts. */
    public static UsageRecord hostile(Instant time) {
        return new UsageRecord(
                UUID.randomUUID(),
                "r".repeat(1_000),
                time,
                Optional.empty(),
                Optional.empty(),
                "nul\0" + "m".repeat(494) + "😀" + "m",
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
                Optional.of("nul\0 " + "e".repeat(3_000)),
                Optional.empty(),
                UsageRecord.Source.VENDOR,
                BigDecimal.ZERO,
                Optional.empty());
    }
}
