package io.omniroute.routing.quota;

import io.omniroute.provider.connection.ConnectionId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps counters, and what vendors reported, from one life of the gateway to the next. Each call is one transaction. */
public interface QuotaStore {
    Map<QuotaKey, QuotaCount> load();

    /** Adds or replaces. */
    void save(Map<QuotaKey, QuotaCount> changed);

    /** Drops what belongs to connections that are no more. */
    void removeOrphans();

    /** What vendors last reported of their windows, reset or not. */
    Map<ConnectionId, List<QuotaState>> loadReports();

    /** Adds or replaces by connection and name. @param heard each with a reset */
    void saveReports(Map<ConnectionId, List<QuotaState>> heard);

    void removeReports(Set<ConnectionId> connections);
}
