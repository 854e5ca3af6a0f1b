package io.omniroute.routing.snapshot;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.cost.PriceList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a snapshot from the stores. */
@ApplicationScoped
public class SnapshotReader {
    private final ConfigurationVersion version;
    private final StoredProviders stored;
    private final ApiKeys keys;
    private final StoredBounds bounds;
    private final StoredRules rules;

    @Inject
    public SnapshotReader(
            ConfigurationVersion version,
            StoredProviders stored,
            ApiKeys keys,
            StoredBounds bounds,
            StoredRules rules) {
        this.version = version;
        this.stored = stored;
        this.keys = keys;
        this.bounds = bounds;
        this.rules = rules;
    }

    protected SnapshotReader() {
        this.version = null; // for the CDI proxy
        this.stored = null;
        this.keys = null;
        this.bounds = null;
        this.rules = null;
    }

    long version() {
        return version.current();
    }

    /** The version is read first: a change that slips in while the rest is read is seen by the next poll. */
    Snapshot read() {
        long read = version.current();
        return new Snapshot(
                read,
                stored.providers(),
                stored.enabledConnections(),
                keysByHash(),
                stored.aliases(),
                stored.shortNames(),
                new PriceList(stored.catalogued(), bounds.prices()),
                rules.settings(),
                bounds.budgets(),
                bounds.cache(),
                rules.routes(),
                rules.callPolicies());
    }

    private Map<String, ApiKey> keysByHash() {
        Map<String, ApiKey> byHash = new HashMap<>();
        List<ApiKey> all = keys.list();
        all.forEach(key -> key.rules().retired().ifPresent(old -> byHash.put(old.hash(), key)));
        all.forEach(key -> byHash.put(key.hash(), key)); // a current secret wins
        return byHash;
    }
}
