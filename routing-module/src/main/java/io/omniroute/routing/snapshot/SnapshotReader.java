package io.omniroute.routing.snapshot;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.cost.PriceList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        this(null, null, null, null, null); // for the CDI proxy
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
                keys.list().stream().collect(Collectors.toMap(ApiKey::hash, Function.identity())),
                stored.aliases(),
                stored.shortNames(),
                new PriceList(stored.catalogued(), bounds.prices()),
                rules.settings(),
                bounds.budgets(),
                bounds.cache(),
                rules.routes());
    }
}
