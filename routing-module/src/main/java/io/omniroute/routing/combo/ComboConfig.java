package io.omniroute.routing.combo;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the steps of a combo are tried, as far as one level of the cascade says so: the built-in values, the defaults of the
 * installation, those of a provider, the combo's own.
 *
 * @param maxRetries how often the same account is asked again after a 408, 429 or 5xx
 * @param retryDelay before that, on average
 * @param timeout to the first byte, in place of the provider's
 * @param concurrency how many calls may run at one step at once; 0 for any number
 * @param queueTimeout how long a call waits for its place there
 * @param firstTokens how many events of output are held back, so that a break until then still fails over
 * @param stickyLimit how many calls in a row take the same step in round-robin
 */
public record ComboConfig(
        Optional<Integer> maxRetries,
        Optional<Duration> retryDelay,
        Optional<Duration> timeout,
        Optional<Integer> concurrency,
        Optional<Duration> queueTimeout,
        Optional<Integer> firstTokens,
        Optional<Integer> stickyLimit) {
    /** Says nothing. */
    public static final ComboConfig NONE = new ComboConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public ComboConfig {
        Objects.requireNonNull(maxRetries, "maxRetries");
        Objects.requireNonNull(retryDelay, "retryDelay");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(concurrency, "concurrency");
        Objects.requireNonNull(queueTimeout, "queueTimeout");
        Objects.requireNonNull(firstTokens, "firstTokens");
        Objects.requireNonNull(stickyLimit, "stickyLimit");
    }

    /** What this says, and where it is silent what the level below says. */
    public ComboConfig over(ComboConfig below) {
        return new ComboConfig(
                maxRetries.or(below::maxRetries),
                retryDelay.or(below::retryDelay),
                timeout.or(below::timeout),
                concurrency.or(below::concurrency),
                queueTimeout.or(below::queueTimeout),
                firstTokens.or(below::firstTokens),
                stickyLimit.or(below::stickyLimit));
    }
}
