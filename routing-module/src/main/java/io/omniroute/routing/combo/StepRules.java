package io.omniroute.routing.combo;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a {@link ComboConfig} comes to when the built-in values stand below it. */
public record StepRules(
        int maxRetries,
        Duration retryDelay,
        Optional<Duration> timeout,
        int concurrency,
        Duration queueTimeout,
        int firstTokens) {
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
    private static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(30);

    /** No retries: the next target answers sooner. No limit of calls: whoever wants one knows the vendor's. */
    public static final StepRules BUILT_IN = of(ComboConfig.NONE);

    public StepRules {
        Objects.requireNonNull(retryDelay, "retryDelay");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(queueTimeout, "queueTimeout");
    }

    public static StepRules of(ComboConfig config) {
        return new StepRules(
                config.maxRetries().orElse(0),
                config.retryDelay().orElse(RETRY_DELAY),
                config.timeout(),
                config.concurrency().orElse(0),
                config.queueTimeout().orElse(QUEUE_TIMEOUT),
                config.firstTokens().orElse(0));
    }

    public StepRules holdingBack(int events) {
        return new StepRules(maxRetries, retryDelay, timeout, concurrency, queueTimeout, events);
    }
}
