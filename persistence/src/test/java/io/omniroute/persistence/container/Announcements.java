package io.omniroute.persistence.container;

import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.routing.snapshot.ConfigurationChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Does as the snapshot does: reads the stores when a change is announced. */
@ApplicationScoped
public class Announcements {
    @Inject
    private ProviderNodes nodes;

    private final List<List<ProviderNode>> seen = new ArrayList<>();

    synchronized void on(@Observes ConfigurationChanged change) {
        seen.add(nodes.list());
    }

    /** What the observer read, by announcement; forgets it. */
    public synchronized List<List<ProviderNode>> take() {
        List<List<ProviderNode>> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }
}
