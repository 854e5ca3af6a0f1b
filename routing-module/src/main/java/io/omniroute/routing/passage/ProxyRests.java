package io.omniroute.routing.passage;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.outbound.ProxyServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which proxies did not answer a moment ago, so that not every account behind one waits for it in turn. After a rest one call
 * tries again while the others go on without. Accounts are left alone: the fault is not theirs. Thread-safe.
 */
final class ProxyRests {
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Set<String> SILENCE = Set.of("proxy_unreachable", "proxy_timeout");
    private static final int MANY = 1_000;

    private final Map<Way, Long> until = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    ProxyRests() {
        this(System::nanoTime);
    }

    ProxyRests(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A proxy may reach one target and not another. */
    record Way(ProxyServer proxy, String target) {}

    /** How long it still rests; absent when the caller may try it, and shall tell how that went. */
    Optional<Duration> left(Way way) {
        Long end = until.get(way);
        if (end == null) {
            return Optional.empty();
        }
        long now = nanos.getAsLong();
        if (end - now > 0) {
            return Optional.of(Duration.ofNanos(end - now));
        }
        return until.replace(way, end, now + REST.toNanos()) ? Optional.empty() : Optional.of(REST);
    }

    void worked(Way way) {
        if (!until.isEmpty()) {
            until.remove(way);
        }
    }

    void failed(Way way, Failure failure) {
        boolean silent = failure.kind() == FailureKind.PROXY_FAILED
                && failure.code().filter(SILENCE::contains).isPresent();
        if (!silent) {
            worked(way);
            return;
        }
        if (until.size() > MANY) {
            until.clear(); // of rules that are gone
        }
        until.put(way, nanos.getAsLong() + REST.toNanos());
    }
}
