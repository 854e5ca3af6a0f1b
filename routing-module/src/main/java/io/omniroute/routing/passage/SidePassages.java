package io.omniroute.routing.passage;

import io.omniroute.provider.client.SideCalls;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;

/** Side calls, by the proxies that hold for those that matter. Thread-safe. */
@ApplicationScoped
public class SidePassages {
    private final SideCalls client;
    private final Passages passages;
    private final Snapshots snapshots;

    @Inject
    public SidePassages(SideCalls client, Passages passages, Snapshots snapshots) {
        this.client = client;
        this.passages = passages;
        this.snapshots = snapshots;
    }

    protected SidePassages() {
        this(null, null, null); // for the CDI proxy
    }

    /** As {@link SideCalls#open}. @param passage who leaves, by these rules; asked only where there are any */
    public UpstreamReply open(UpstreamCall call, Function<ProxyRules, Passage> passage) {
        ProxyRules rules = snapshots.current().routes().proxies();
        return passages.isOpen(rules) ? client.open(call) : passages.open(call, passage.apply(rules), client::open);
    }
}
