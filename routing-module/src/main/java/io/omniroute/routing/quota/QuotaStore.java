package io.omniroute.routing.quota;

import java.util.Map;

/** Keeps counters from one life of the gateway to the next. Each call is one transaction. */
public interface QuotaStore {
    Map<QuotaKey, QuotaCount> load();

    /** Adds or replaces. */
    void save(Map<QuotaKey, QuotaCount> changed);
}
