package io.omniroute.routing.quota;

import io.omniroute.provider.connection.ConnectionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A store that can be away. */
final class KeptQuotas implements QuotaStore {
    final Map<ConnectionId, List<QuotaState>> reports = new HashMap<>();
    final Set<ConnectionId> deleted = new HashSet<>();
    boolean away;
    private final Map<QuotaKey, QuotaCount> counts = new HashMap<>();

    @Override
    public Map<QuotaKey, QuotaCount> load() {
        return Map.copyOf(counts);
    }

    @Override
    public void save(Map<QuotaKey, QuotaCount> changed) {
        requireThere();
        counts.putAll(changed);
    }

    @Override
    public void removeOrphans() {
        requireThere();
        counts.keySet().removeIf(key -> deleted.contains(key.connection()));
        reports.keySet().removeAll(deleted);
    }

    @Override
    public Map<ConnectionId, List<QuotaState>> loadReports() {
        return Map.copyOf(reports);
    }

    @Override
    public void saveReports(Map<ConnectionId, List<QuotaState>> heard) {
        requireThere();
        reports.putAll(heard);
    }

    @Override
    public void removeReports(Set<ConnectionId> connections) {
        requireThere();
        reports.keySet().removeAll(connections);
    }

    private void requireThere() {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
    }
}
