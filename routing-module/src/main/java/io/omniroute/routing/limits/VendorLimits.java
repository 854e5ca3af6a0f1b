package io.omniroute.routing.limits;

import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what vendors say about their own limits. Pure. */
final class VendorLimits {
    /** A window that lasts longer is not spread: its few last calls would be hours apart. */
    private static final Duration LONGEST_SPREAD = Duration.ofMinutes(2);

    private static final Duration OVER_LIMIT_GAP = Duration.ofMillis(200);
    private static final double FEW = 0.1;

    /** OpenAI and its kin, Groq; Anthropic, API rate limits: the same words in another order. */
    private static final List<Names> NAMES = List.of(
            Names.openAi("requests"),
            Names.openAi("tokens"),
            Names.anthropic("requests"),
            Names.anthropic("tokens"),
            Names.anthropic("input-tokens"),
            Names.anthropic("output-tokens"));

    private VendorLimits() {}

    private record Names(String limit, String remaining, String reset) {
        static Names openAi(String what) {
            return new Names("x-ratelimit-limit-" + what, "x-ratelimit-remaining-" + what, "x-ratelimit-reset-" + what);
        }

        static Names anthropic(String what) {
            String prefix = "anthropic-ratelimit-" + what;
            return new Names(prefix + "-limit", prefix + "-remaining", prefix + "-reset");
        }
    }

    /** Empty when the answer says nothing of limits, so that what is known stays. */
    static Optional<Learned> read(ResponseHeaders headers, Instant now) {
        Learned learned = Learned.NOTHING;
        boolean told = false;
        for (Names names : NAMES) {
            Optional<String> remaining = headers.first(names.remaining());
            if (remaining.isPresent()) {
                told = true;
                learned = stricter(learned, of(names, remaining.get(), headers, now));
            }
        }
        // Fireworks: served, but above what the account has; it asks to slow down
        if (headers.first("x-ratelimit-over-limit")
                .filter("yes"::equalsIgnoreCase)
                .isPresent()) {
            told = true;
            learned = stricter(learned, Learned.spread(OVER_LIMIT_GAP, now.plus(Duration.ofMinutes(1))));
        }
        return told ? Optional.of(learned) : Optional.empty();
    }

    private static Learned of(Names names, String remaining, ResponseHeaders headers, Instant now) {
        Optional<Long> left = number(remaining);
        Optional<Duration> reset = headers.first(names.reset()).flatMap(text -> VendorErrors.delay(text, now));
        if (left.isEmpty() || reset.isEmpty()) {
            return Learned.NOTHING;
        }
        if (left.get() <= 0) {
            return Learned.paused(now.plus(reset.get()));
        }
        boolean calls = names.limit().contains("requests");
        boolean few = headers.first(names.limit())
                .flatMap(VendorLimits::number)
                .filter(limit -> left.get() < limit * FEW)
                .isPresent();
        if (!calls || !few || reset.get().compareTo(LONGEST_SPREAD) > 0) {
            return Learned.NOTHING; // how many calls some tokens are, nobody knows
        }
        return Learned.spread(reset.get().dividedBy(left.get()), now.plus(reset.get()));
    }

    private static Learned stricter(Learned one, Learned other) {
        boolean longer = other.gap().compareTo(one.gap()) > 0;
        return new Learned(
                other.pausedUntil().isAfter(one.pausedUntil()) ? other.pausedUntil() : one.pausedUntil(),
                longer ? other.gap() : one.gap(),
                longer ? other.gapUntil() : one.gapUntil());
    }

    private static Optional<Long> number(String text) {
        String stripped = text.strip();
        return stripped.matches("\\d{1,15}") ? Optional.of(Long.parseLong(stripped)) : Optional.empty();
    }
}
