package io.omniroute.routing.quota;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** All counters of this node, and what vendors last reported. Thread-safe. */
@ApplicationScoped
public class QuotaBook {
    private final ConcurrentMap<QuotaKey, QuotaCount> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<ConnectionId, Map<String, QuotaState>> reports = new ConcurrentHashMap<>();
    private final Set<QuotaKey> changed = ConcurrentHashMap.newKeySet();
    private final Set<ConnectionId> heard = ConcurrentHashMap.newKeySet();
    private final Set<ConnectionId> forgotten = ConcurrentHashMap.newKeySet();

    /** The connection's windows in the order they were set, then what its vendor reports. */
    public List<QuotaState> states(Connection connection, Instant now) {
        List<QuotaState> states = new ArrayList<>(connection.quotas().size());
        for (QuotaWindow window : connection.quotas()) {
            QuotaCount count = counts.getOrDefault(key(connection, window), QuotaCount.NEVER);
            Span span = Span.at(window, count.start(), now);
            BigDecimal used = count.start().equals(span.start()) ? count.used() : BigDecimal.ZERO;
            states.add(new QuotaState(name(window), used, window.limit(), span.end()));
        }
        reports.getOrDefault(connection.id(), Map.of()).values().stream()
                .filter(report -> report.resetAt().filter(now::isBefore).isPresent())
                .forEach(states::add);
        return states;
    }

    /** Adds to every window of this unit. @return when the runs began to which it was added */
    Map<QuotaKey, Instant> count(Connection connection, Unit unit, BigDecimal amount, Instant now) {
        Map<QuotaKey, Instant> runs = Map.of();
        for (QuotaWindow window : connection.quotas()) {
            if (window.unit() == unit) {
                QuotaKey key = key(connection, window);
                QuotaCount after = counts.compute(
                        key, (k, before) -> added(before == null ? QuotaCount.NEVER : before, window, amount, now));
                changed.add(key);
                runs = runs.isEmpty() ? new HashMap<>(4) : runs;
                runs.put(key, after.start());
            }
        }
        return runs;
    }

    /** What is given back after a window has begun anew was never part of it. @param runs to which it was added */
    void giveBack(Map<QuotaKey, Instant> runs, BigDecimal amount) {
        runs.forEach((key, start) -> {
            counts.computeIfPresent(
                    key,
                    (k, count) -> count.start().equals(start)
                            ? new QuotaCount(
                                    start, count.used().subtract(amount).max(BigDecimal.ZERO))
                            : count);
            changed.add(key);
        });
    }

    void reported(ConnectionId connection, List<QuotaState> states) {
        if (!states.isEmpty()) {
            reports.merge(connection, byName(states), (before, now) -> {
                Map<String, QuotaState> both = new HashMap<>(before);
                both.putAll(now);
                return Map.copyOf(both);
            });
            heard.add(connection);
        }
    }

    /** What its vendor said holds no longer; what was counted does. */
    public void forgetReports(ConnectionId connection) {
        reports.remove(connection);
        forgotten.add(connection);
    }

    /** The same, of all connections. */
    public void forgetReports() {
        reports.keySet().forEach(this::forgetReports);
    }

    /** What was kept from an earlier life. */
    void restore(Map<QuotaKey, QuotaCount> kept) {
        kept.forEach(counts::putIfAbsent);
    }

    /** What vendors reported in an earlier life. */
    void restoreReports(Map<ConnectionId, List<QuotaState>> kept) {
        kept.forEach((connection, states) -> reports.putIfAbsent(connection, byName(states)));
    }

    /** The counters that changed since the last call. */
    Map<QuotaKey, QuotaCount> takeChanged() {
        Map<QuotaKey, QuotaCount> taken = new HashMap<>();
        changed.removeIf(key -> {
            taken.put(key, QuotaCount.NEVER);
            return true;
        });
        // read behind the removal: what changes from here on is marked again
        taken.replaceAll((key, count) -> counts.getOrDefault(key, count));
        return taken;
    }

    void changedStill(Set<QuotaKey> keys) {
        changed.addAll(keys);
    }

    /** The reports of connections whose vendors reported something since the last call. */
    Map<ConnectionId, List<QuotaState>> takeHeard() {
        Map<ConnectionId, List<QuotaState>> taken = new HashMap<>();
        heard.removeIf(connection -> {
            taken.put(connection, List.of());
            return true;
        });
        // read behind the removal, as above
        taken.replaceAll((connection, none) ->
                List.copyOf(reports.getOrDefault(connection, Map.of()).values()));
        return taken;
    }

    /** The connections whose reports were forgotten since the last call. */
    Set<ConnectionId> takeForgotten() {
        Set<ConnectionId> taken = new HashSet<>();
        forgotten.removeIf(taken::add);
        return taken;
    }

    void forgottenStill(Set<ConnectionId> connections) {
        forgotten.addAll(connections);
    }

    void heardStill(Set<ConnectionId> connections) {
        heard.addAll(connections);
    }

    private static Map<String, QuotaState> byName(List<QuotaState> states) {
        return states.stream()
                .collect(Collectors.toUnmodifiableMap(QuotaState::name, state -> state, (first, last) -> last));
    }

    private static QuotaCount added(QuotaCount before, QuotaWindow window, BigDecimal amount, Instant now) {
        Span span = Span.at(window, before.start(), now);
        BigDecimal used = before.start().equals(span.start()) ? before.used() : BigDecimal.ZERO;
        return new QuotaCount(span.start(), used.add(amount));
    }

    private static QuotaKey key(Connection connection, QuotaWindow window) {
        return new QuotaKey(connection.id(), window.period(), window.unit());
    }

    private static String name(QuotaWindow window) {
        return window.period().label() + "-" + window.unit().name().toLowerCase(Locale.ROOT);
    }
}
