package io.omniroute.routing.quota;

import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.VendorErrors;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what vendors report of subscriptions' windows beside their answers. Pure. */
final class VendorQuota {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private VendorQuota() {}

    static List<QuotaState> read(ResponseHeaders headers, Instant now) {
        List<QuotaState> states = new ArrayList<>();
        // Anthropic, subscriptions: a fraction, and the reset as epoch seconds
        anthropic("5h", headers, now).ifPresent(states::add);
        anthropic("7d", headers, now).ifPresent(states::add);
        // ChatGPT's backend: percent, and which window that is in minutes
        chatGpt("primary", headers, now).ifPresent(states::add);
        chatGpt("secondary", headers, now).ifPresent(states::add);
        return states;
    }

    private static Optional<QuotaState> anthropic(String window, ResponseHeaders headers, Instant now) {
        String prefix = "anthropic-ratelimit-unified-" + window;
        return number(headers, prefix + "-utilization")
                .flatMap(used -> state(
                        window.equals("7d") ? "weekly" : window,
                        used.multiply(HUNDRED),
                        headers.first(prefix + "-reset"),
                        now));
    }

    private static Optional<QuotaState> chatGpt(String window, ResponseHeaders headers, Instant now) {
        String prefix = "x-codex-" + window;
        String minutes = headers.first(prefix + "-window-minutes").orElse("");
        String name =
                switch (minutes) {
                    case "300" -> "5h";
                    case "10080" -> "weekly";
                    default -> window;
                };
        Optional<String> reset =
                headers.first(prefix + "-reset-at").or(() -> headers.first(prefix + "-reset-after-seconds"));
        return number(headers, prefix + "-used-percent").flatMap(used -> state(name, used, reset, now));
    }

    private static Optional<QuotaState> state(String name, BigDecimal used, Optional<String> reset, Instant now) {
        return reset.flatMap(text -> VendorErrors.delay(text, now))
                .map(wait -> new QuotaState("vendor-" + name, used, HUNDRED, Optional.of(now.plus(wait))));
    }

    private static Optional<BigDecimal> number(ResponseHeaders headers, String name) {
        return headers.first(name)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,18})?"))
                .map(BigDecimal::new);
    }
}
